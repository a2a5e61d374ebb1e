using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;

namespace Chat.Messages;

/// <summary>A message as those that answer it show it above their own words.</summary>
public sealed record Quote(long Room, long Number, string AuthorName, string Body, bool IsDeleted)
{
    // Viewer-neutral, as all of a message: the style sheet says in the reader's language that it was deleted.
    public Fragment Html => Fragment.Of($"""
        <a class='quote{Fragment.Trusted(IsDeleted ? " deleted" : "")}' href='/rooms/{Room}/{Number}'><bdi class='who'>{AuthorName}</bdi> <span dir='auto'>{Excerpt.Of(Body)}</span></a>
        """);

    /// <summary>A message that can be answered; null if it is not there, or was deleted.</summary>
    public static async Task<Quote?> FindAsync(ChatDb db, long room, long number, CancellationToken cancellationToken) =>
        await Of(db, room, number).SingleOrDefaultAsync(cancellationToken) is { IsDeleted: false } quote ? quote : null;

    public static IQueryable<Quote> Of(ChatDb db, long room, long number) =>
        db.Messages
            .Where(m => m.RoomId == room && m.Number == number)
            .Select(m => new Quote(m.RoomId, m.Number, m.Author!.DisplayName, m.Html, m.DeletedAt != null));
}

/// <summary>Above the box: what one is about to answer.</summary>
/// <param name="Back">Leads to the same box without it.</param>
public sealed record QuoteStrip(Quote? Quote, string Back);

/// <summary>Keeps quotes true: when a message is edited or deleted, so is what others show of it.</summary>
internal sealed class Quotes : IMessageWitness
{
    /// <summary>
    /// Messages that are told of one change: nobody waits for thousands of revisions. Older quotes keep what was said
    /// before an edit; of a deletion they know from the next page on.
    /// </summary>
    private const int MaxRenewed = 100;

    public void Saw(WriteScope scope, WrittenMessage message)
    {
        if (message.Former is null)
            return;
        var quote = Quote.Of(scope.Db, message.Room, message.Number).Single();
        var lead = quote.Html.ToString();
        var quoting = scope.Db.Messages
            .Where(m => m.RoomId == message.Room && m.QuoteOf == message.Number && m.DeletedAt == null && m.Lead != lead)
            .OrderByDescending(m => m.CreatedAt)
            .Take(MaxRenewed)
            .ToList();
        foreach (var each in quoting)
        {
            each.Lead = lead;
            scope.Amend(each);
        }

        if (quote.IsDeleted && quoting.Count == MaxRenewed)
            Forget(scope, message, lead);
    }

    /// <summary>Deleted words are nowhere any more.</summary>
    private static void Forget(WriteScope scope, WrittenMessage message, string lead) =>
        scope.Db.Messages
            .Where(m => m.RoomId == message.Room && m.QuoteOf == message.Number && m.DeletedAt == null)
            .ExecuteUpdate(set => set.SetProperty(m => m.Lead, lead));
}
