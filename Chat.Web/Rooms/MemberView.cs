using Chat.Core;
using Chat.Data;
using Chat.Shared;

namespace Chat.Rooms;

/// <summary>A member as the list of members shows them.</summary>
/// <param name="Members">How many people are in the room after the change.</param>
public sealed record MemberView(
    long Room, long Person, string DisplayName, string UserName, Role Role, DateTimeOffset? SilencedUntil, int Members)
{
    public bool HasLeft { get; private init; }

    public static MemberView Left(long room, long person, int members) =>
        new(room, person, "", "", Role.Member, SilencedUntil: null, members) { HasLeft = true };

    /// <summary>
    /// The same for every reader: the style sheet writes role and silence in the reader's language, and shows the way
    /// to what may be done only to those who may do it.
    /// </summary>
    public Fragment Html => HasLeft
        ? Fragment.Empty
        : Fragment.Of($"""
            <li id="person-{Person}" data-role="{Role.Word()}" data-silenced="{Milliseconds}"><span class="avatar" data-hue="{Names.Hue(Person)}" aria-hidden="true">{Names.Initials(DisplayName)}</span><span class="presence" data-presence="{Person}"></span><a class="name" href="/people/{Person}" dir="auto">{DisplayName}</a> <span class="handle">@{UserName}</span>{RoleHtml}{SilenceHtml} <a class="manage" href="/rooms/{Room}/members/{Person}"><span class="sr-only">@{UserName}</span></a></li>
            """);

    /// <summary>Since 1970, as scripts compare it with their clock; 0 for never.</summary>
    private long Milliseconds => SilencedUntil?.ToUnixTimeMilliseconds() ?? 0;

    private Fragment RoleHtml => Role is Role.Member ? Fragment.Empty : Fragment.Trusted($" <span class=\"role {Role.Word()}\"></span>");

    private Fragment SilenceHtml => SilencedUntil switch
    {
        null => Fragment.Empty,
        { } until when until == Voices.UntilLifted => Fragment.Trusted(" <span class=\"silenced\"></span>"),
        { } until => Fragment.Of($" <span class=\"silenced until\"><time>{until:yyyy-MM-dd HH:mmZ}</time></span>"),
    };
}
