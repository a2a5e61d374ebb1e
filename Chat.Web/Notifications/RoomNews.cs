using Chat.Core;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>What was said in a room since it was told of last: the log from a cursor on, as any reader reads it.</summary>
/// <param name="Said">Oldest first, as it is now: what was deleted is not among it.</param>
/// <param name="Rev">The cursor of whoever has told of this.</param>
/// <param name="IsAll">There is nothing behind it yet.</param>
internal sealed record RoomNews(IReadOnlyList<Said> Said, long Rev, bool IsAll)
{
    /// <summary>Changes of the log in one round: what a flood has beyond that is told in the next.</summary>
    public const int AtATime = 1_000;

    public DateTimeOffset? Latest => Said.Count > 0 ? Said.Max(said => said.At) : null;

    public static async Task<RoomNews> ReadAsync(ChatDb db, long room, NewsCursor cursor, CancellationToken cancellationToken)
    {
        var entries = await (
            from entry in db.Log
            where entry.RoomId == room && entry.Rev > cursor.Rev && entry.Kind == ChangeKind.Message
            join message in db.Messages on new { entry.RoomId, Number = entry.Subject } equals new { message.RoomId, message.Number }
            orderby entry.Rev
            select new
            {
                entry.Rev,
                IsNews = message.CreatedAt >= cursor.Since && message.DeletedAt == null,
                Said = new Said(message.Number, message.AuthorId, message.Author!.DisplayName, message.CreatedAt),
            }).Take(AtATime).ToListAsync(cancellationToken);
        return new RoomNews(
            [.. entries.Where(entry => entry.IsNews).Select(entry => entry.Said).OrderBy(said => said.At).ThenBy(said => said.Number)],
            entries.Count > 0 ? entries[^1].Rev : cursor.Rev,
            entries.Count < AtATime);
    }
}

/// <summary>A message that somebody may have to be told of.</summary>
internal sealed record Said(long Number, long Author, string AuthorName, DateTimeOffset At)
{
    /// <summary>The number of the message whose thread it is in; 0 for the room itself.</summary>
    public long Thread => MessageNumber.ThreadOf(Number) ?? 0;

    public bool IsReply => MessageNumber.IsReply(Number);
}
