using System.Globalization;
using Chat.Core;
using Chat.Data;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Threads;

/// <summary>Threads that a person follows, in rooms that they are in: the newest activity first.</summary>
public static class FollowedThreads
{
    public const int PageSize = 30;

    /// <summary>Those with unread replies.</summary>
    public static IQueryable<Follow> UnreadOf(ChatDb db, long person) =>
        OpenTo(db, person).Where(f => db.Messages.Any(m => m.RoomId == f.RoomId && m.Number == f.Thread && m.Replies > f.LastRead));

    private static IQueryable<Follow> OpenTo(ChatDb db, long person) =>
        db.Follows.Where(f => f.PersonId == person && !f.IsEnded &&
            db.Memberships.Any(m => m.RoomId == f.RoomId && m.PersonId == person && m.LeftAt == null));

    public static async Task<FollowedPage> ReadAsync(ChatDb db, long person, ThreadCursor? before, CancellationToken cancellationToken)
    {
        var threads = await After(Threads(db, person), before)
            .OrderByDescending(t => t.At).ThenByDescending(t => t.Room).ThenByDescending(t => t.Number)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        var rooms = threads.Select(thread => thread.Room).ToHashSet();
        var places = (await MyRoom.ListAsync(db, person, db.Memberships.Where(m => rooms.Contains(m.RoomId)), cancellationToken))
            .ToDictionary(room => room.Id);
        var shown = threads.Take(PageSize).Where(thread => places.ContainsKey(thread.Room)).ToList();
        return new FollowedPage(
            [.. shown.Select(thread => (places[thread.Room], thread))],
            threads.Count > PageSize ? new ThreadCursor(shown[^1].At, shown[^1].Room, shown[^1].Number) : null);
    }

    private static IQueryable<FollowedThread> Threads(ChatDb db, long person) =>
        from follow in OpenTo(db, person)
        join message in db.Messages on new { follow.RoomId, Number = follow.Thread } equals new { message.RoomId, message.Number }
        where message.Replies > 0
        select new FollowedThread
        {
            Room = message.RoomId,
            Number = message.Number,
            Author = message.AuthorId,
            AuthorName = message.Author!.DisplayName,
            Body = message.Html,
            IsDeleted = message.DeletedAt != null,
            Replies = message.Replies,
            Read = follow.LastRead,
            At = message.RepliedAt!.Value,
        };

    private static IQueryable<FollowedThread> After(IQueryable<FollowedThread> threads, ThreadCursor? cursor) =>
        cursor is not { } before
            ? threads
            : threads.Where(t => t.At < before.At ||
                (t.At == before.At && (t.Room < before.Room || (t.Room == before.Room && t.Number < before.Number))));
}

/// <summary>A thread in the list of those one follows.</summary>
public sealed class FollowedThread
{
    public required long Room { get; init; }

    public required long Number { get; init; }

    public required long Author { get; init; }

    public required string AuthorName { get; init; }

    public required string Body { get; init; }

    public required bool IsDeleted { get; init; }

    public required int Replies { get; init; }

    public required int Read { get; init; }

    public required DateTimeOffset At { get; init; }

    public int Unread => Math.Max(0, Replies - Read);

    public string Excerpt => Core.Excerpt.Of(Body);

    /// <summary>Where one reads on.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"/rooms/{Room}/{Number}/thread");
}

/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record FollowedPage(IReadOnlyList<(MyRoom Room, FollowedThread Thread)> Threads, ThreadCursor? Next);

/// <summary>A place in the list: the thread after which it goes on.</summary>
public readonly record struct ThreadCursor(DateTimeOffset At, long Room, long Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}-{Room}-{Number}");

    /// <summary>Null for what is no cursor, as for none.</summary>
    public static ThreadCursor? Parse(string? text)
    {
        var parts = (text ?? "").Split('-');
        return parts.Length == 3 && TryParse(parts[0], out var at) && TryParse(parts[1], out var room) && TryParse(parts[2], out var number) &&
            at <= MaxTime
                ? new ThreadCursor(DateTimeOffset.FromUnixTimeMilliseconds(at), room, number)
                : null;
    }

    private static readonly long MaxTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static bool TryParse(string part, out long number) =>
        long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
