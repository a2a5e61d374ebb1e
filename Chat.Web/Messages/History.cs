using System.Linq.Expressions;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;

namespace Chat.Messages;

/// <summary>Pages of a room's history. Numbers have no holes, so a page is a range of them.</summary>
public static class History
{
    public const int PageSize = 50;

    /// <summary>Read messages shown above the first unread one, for context.</summary>
    private const int Context = 10;

    private static readonly Func<ChatDb, long, long, long, IAsyncEnumerable<MessageView>> Query =
        EF.CompileAsyncQuery((ChatDb db, long room, long first, long last) =>
            db.Messages
                .Where(m => m.RoomId == room && m.Number >= first && m.Number <= last)
                .OrderBy(m => m.Number)
                .Select(View));

    /// <summary>How a row becomes a view; also what the log's replay reads.</summary>
    public static Expression<Func<Message, MessageView>> View => m => new MessageView(
        m.RoomId, m.Number, m.AuthorId, m.Author!.DisplayName, m.Html, m.CreatedAt, m.IsLong, m.EditedAt != null, m.DeletedAt != null,
        m.PinnedAt != null, m.Lead, m.Tail);

    public static async Task<List<MessageView>> ReadAsync(
        ChatDb db, long room, (long First, long Last) range, CancellationToken cancellationToken)
    {
        var messages = new List<MessageView>(PageSize);
        await foreach (var message in Query(db, room, range.First, range.Last).WithCancellation(cancellationToken))
            messages.Add(message);
        return messages;
    }

    /// <summary>The numbers of a page of a thread.</summary>
    /// <param name="range">Places in the thread, from 1 on.</param>
    public static (long First, long Last) OfThread(long thread, (long First, long Last) range, int replies)
    {
        // Beyond the thread's own replies lie those of its neighbours.
        var (first, last) = ((int)Math.Max(1, range.First), (int)Math.Min(replies, range.Last));
        return (MessageNumber.OfReply(thread, first), MessageNumber.OfReply(thread, last));
    }

    /// <summary>What a page shows that was asked for messages before or after a number, around one, or for what is to be read.</summary>
    public static (long First, long Last) Range(long? before, long? after, long? around, long head, long lastRead) => (before, after, around) switch
    {
        ({ } number, _, _) => Before(Math.Clamp(number, 1, head + 1)),
        (_, { } number, _) => After(Math.Clamp(number, 0, head)),
        (_, _, { } number) => Around(number),
        _ => ToRead(head, lastRead),
    };

    private static (long First, long Last) Before(long number) => (number - PageSize, number - 1);

    private static (long First, long Last) After(long number) => From(number + 1);

    private static (long First, long Last) Around(long number) => From(number - (PageSize / 2));

    /// <summary>The newest messages, or those at the first unread one if they don't fit on the page.</summary>
    private static (long First, long Last) ToRead(long head, long lastRead) =>
        From(head - lastRead <= PageSize - Context ? head - PageSize + 1 : lastRead - Context + 1);

    private static (long First, long Last) From(long number)
    {
        var first = Math.Max(1, number);
        return (first, first + PageSize - 1);
    }
}

/// <summary>A page of history, oldest first.</summary>
/// <param name="First">The number of the very first message, wherever this page is.</param>
/// <param name="Head">That of the last one.</param>
public sealed record HistoryPage(Passage Messages, long First, long Head)
{
    public bool HasOlder => Messages.Count > 0 && Messages.First > First;

    public bool HasNewer => Messages.Count > 0 && Messages.Last < Head;
}

/// <summary>A page of history with its links to the others.</summary>
/// <param name="Address">Where pages of this room or thread are asked for.</param>
/// <param name="NewFrom">The first unread message, under a line.</param>
public sealed record PageView(string Address, HistoryPage History, bool LinksToOlder, bool LinksToNewer, long? NewFrom)
{
    /// <summary>A page asked for by a link from the other side needs no way back, but a page that stands alone does.</summary>
    public static PageView Of(string address, HistoryPage history, long? newFrom, HttpRequest request) => new(
        address,
        history,
        history.HasOlder && !(request.Query.ContainsKey("after") && request.WantsFragment()),
        history.HasNewer && !(request.Query.ContainsKey("before") && request.WantsFragment()),
        newFrom);
}
