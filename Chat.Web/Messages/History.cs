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
        m.RoomId, m.Number, m.AuthorId, m.Author!.DisplayName, m.Html, m.CreatedAt, m.IsLong, m.EditedAt != null, m.DeletedAt != null,
        m.PinnedAt != null, m.Lead, m.Tail);

    public static async Task<HistoryPage> ReadAsync(
        ChatDb db, long room, (long First, long Last) range, long head, CancellationToken cancellationToken)
    {
        var messages = new List<MessageView>(PageSize);
        await foreach (var message in Query(db, room, range.First, range.Last).WithCancellation(cancellationToken))
            messages.Add(message);
        return new HistoryPage(messages, head);
    }

    public static (long First, long Last) Before(long number) => (number - PageSize, number - 1);

    public static (long First, long Last) After(long number) => From(number + 1);

    public static (long First, long Last) Around(long number) => From(number - (PageSize / 2));

    /// <summary>The newest messages, or those at the first unread one if they don't fit on the page.</summary>
    public static (long First, long Last) ToRead(long head, long lastRead) =>
        From(head - lastRead <= PageSize - Context ? head - PageSize + 1 : lastRead - Context + 1);

    private static (long First, long Last) From(long number)
    {
        var first = Math.Max(1, number);
        return (first, first + PageSize - 1);
    }
}

/// <summary>A page of history, oldest first.</summary>
public sealed record HistoryPage(IReadOnlyList<MessageView> Messages, long Head)
{
    public bool HasOlder => Messages.Count > 0 && Messages[0].Number > 1;

    public bool HasNewer => Messages.Count > 0 && Messages[^1].Number < Head;
}
