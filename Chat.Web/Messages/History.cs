using System.Linq.Expressions;
using Chat.Data;
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
        m.RoomId, m.Number, m.AuthorId, m.Author!.DisplayName, m.Html, m.CreatedAt, m.IsLong, m.EditedAt != null, m.DeletedAt != null);

    public static async Task<HistoryPage> ReadAsync(ChatDb db, long room, long first, long head, CancellationToken cancellationToken)
    {
        first = Math.Max(1, first);
        var messages = new List<MessageView>(PageSize);
        await foreach (var message in Query(db, room, first, first + PageSize - 1).WithCancellation(cancellationToken))
            messages.Add(message);
        return new HistoryPage(messages, head);
    }

    public static long FirstBefore(long number) => number - PageSize;

    public static long FirstAfter(long number) => number + 1;

    public static long FirstAround(long number) => number - (PageSize / 2);

    /// <summary>At the newest messages, or at the first unread one if those don't fit on the page.</summary>
    public static long FirstToRead(long head, long lastRead) =>
        head - lastRead <= PageSize - Context ? head - PageSize + 1 : lastRead - Context + 1;
}

/// <summary>A page of history, oldest first.</summary>
public sealed record HistoryPage(IReadOnlyList<MessageView> Messages, long Head)
{
    public bool HasOlder => Messages.Count > 0 && Messages[0].Number > 1;

    public bool HasNewer => Messages.Count > 0 && Messages[^1].Number < Head;
}
