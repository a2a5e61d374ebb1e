using System.Globalization;
using Chat.Core;
using Chat.Data;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>Takes back what one person was told of one room and has read since, or is no longer theirs to read.</summary>
internal sealed class Withdrawing(IDbContextFactory<ChatDb> factory, Withdrawals withdrawals) : IJobHandler
{
    public const string OfKind = "withdraw";

    public string Kind => OfKind;

    public static string KeyOf(long person, long room) => string.Create(CultureInfo.InvariantCulture, $"{person}:{room}");

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var (person, room) = Parse(run.Key);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await withdrawals.TakeBackAsync(db, await CoveredAsync(db, person, room, cancellationToken), cancellationToken);
        return new JobOutcome.Done();
    }

    private static (long Person, long Room) Parse(string key) =>
        key.Split(':') is [var person, var room]
            ? (long.Parse(person, CultureInfo.InvariantCulture), long.Parse(room, CultureInfo.InvariantCulture))
            : throw new FormatException("It names no person and room.");

    private static async Task<IReadOnlyList<Notice>> CoveredAsync(ChatDb db, long person, long room, CancellationToken cancellationToken)
    {
        var told = await db.Notices.AsNoTracking()
            .Where(n => n.PersonId == person && n.RoomId == room)
            .Select(n => new
            {
                Notice = n,
                Read = db.Memberships.Where(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null).Select(m => (long?)m.LastRead).FirstOrDefault(),
                ReadInThread = db.Follows.Where(f => f.PersonId == person && f.RoomId == room && f.Thread == n.Thread).Select(f => f.LastRead).FirstOrDefault(),
                IsCallRead = db.Mentions.Any(m => m.PersonId == person && m.RoomId == room && m.Number == n.Number && m.IsRead),
            })
            .ToListAsync(cancellationToken);
        return [.. told.Where(each => each.Read is not { } read || (each.Notice.Thread == 0
            ? read >= each.Notice.Number
            : each.IsCallRead || each.ReadInThread >= MessageNumber.ReplyOf(each.Notice.Number))).Select(each => each.Notice)];
    }
}
