using System.Globalization;
using Chat.Data;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>A message was deleted, or a whole room: what tells of it is taken off everybody's devices.</summary>
internal sealed class Retracting(IDbContextFactory<ChatDb> factory, Withdrawals withdrawals) : IJobHandler
{
    public const string OfKind = "retract";

    /// <summary>Of a whole room.</summary>
    public const long All = 0;

    /// <summary>In one round.</summary>
    private const int AtATime = 1_000;

    public string Kind => OfKind;

    public static string KeyOf(long room, long number) => string.Create(CultureInfo.InvariantCulture, $"{room}:{number}");

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var key = run.Key.Split(':');
        var (room, number) = (long.Parse(key[0], CultureInfo.InvariantCulture), long.Parse(key[1], CultureInfo.InvariantCulture));
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var notices = await db.Notices.AsNoTracking()
            .Where(n => n.RoomId == room && (number == All || n.Number == number))
            .OrderBy(n => n.PersonId)
            .Take(AtATime)
            .ToListAsync(cancellationToken);
        await withdrawals.TakeBackAsync(db, notices, cancellationToken);
        return notices.Count == AtATime ? new JobOutcome.Again(run.DueAt) : new JobOutcome.Done();
    }
}
