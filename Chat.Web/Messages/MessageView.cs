using Chat.Core;
using Chat.Shared;

namespace Chat.Messages;

/// <summary>A message as readers see it, the same for all of them.</summary>
public sealed record MessageView(
    long Room, long Number, long Author, string AuthorName, string Body, DateTimeOffset CreatedAt, bool IsLong, bool IsEdited, bool IsDeleted,
    bool IsPinned = false, string Lead = "", string Tail = "")
{
    // Single quotes, because JSON escapes double ones: a busy room sends this a million times a second.
    // The style sheet writes "edited" and "deleted" in the reader's language; one's own messages are told apart by
    // data-author; scripts write the time in the reader's zone. So every reader gets the same bytes.
    public Fragment Html => Fragment.Of($"""
        <article class='message{State}' id='m{Number}' data-author='{Author}'><span class='avatar' data-hue='{Names.Hue(Author)}' aria-hidden='true'>{Names.Initials(AuthorName)}</span><header><bdi class='author'>{AuthorName}</bdi> <a class='at' href='/rooms/{Room}/{Number}'><time>{CreatedAt:yyyy-MM-dd HH:mmZ}</time></a>{Edited}</header>{Fragment.Trusted(Lead)}{BodyHtml}{Fragment.Trusted(Tail)}</article>
        """);

    private Fragment State => Fragment.Trusted(IsDeleted ? " deleted" : IsPinned ? " pinned" : "");

    private Fragment Edited => IsEdited && !IsDeleted ? Fragment.Trusted(" <span class='edited'></span>") : Fragment.Empty;

    private Fragment BodyHtml => IsDeleted
        ? Fragment.Trusted("<div class='body deleted'></div>")
        : Fragment.Of($"""<div class='body{Fragment.Trusted(IsLong ? " long" : "")}' dir='auto'>{Fragment.Trusted(Body)}</div>""");
}
