using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Jobs;

/// <summary>Who is at which job. Several programs may work on one database: what one of them has taken, no other takes.</summary>
internal sealed class JobLeases(Writer writer, IDbContextFactory<ChatDb> factory, TimeProvider clock)
{
    /// <summary>Looked through at a time: more than there are places.</summary>
    private const int AtATime = 128;

    /// <summary>Beyond what a try may take: for its answer, and for clocks that differ.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>At the start: what was under way when the program died is due, and what comes by itself is asked for.</summary>
    public Task TakeUpAsync(IEnumerable<IJobHandler> handlers, JobQueue queue) => writer.Run(scope =>
    {
        if (!scope.Db.IsShared)
            scope.Db.Jobs.Where(j => j.LeasedUntil != null).ExecuteUpdate(set => set.SetProperty(j => j.LeasedUntil, (DateTimeOffset?)null));
        foreach (var handler in handlers)
        {
            if (handler.FirstDue(scope) is { } due)
                queue.Ask(scope, handler.Kind, "", due);
        }
    });

    /// <summary>What is due, the oldest first.</summary>
    /// <param name="kinds">Those that have a place.</param>
    public async Task<Outlook> LookAsync(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var jobs = await db.Jobs
            .Where(j => j.FailedAt == null && kinds.Contains(j.Kind) && (j.LeasedUntil == null || j.LeasedUntil <= now))
            .OrderBy(j => j.DueAt)
            .Take(AtATime)
            .Select(j => new DueJob(j.Id, j.Kind, j.DueAt))
            .ToListAsync(cancellationToken);
        var due = jobs.TakeWhile(job => job.DueAt <= now).ToList();
        return new Outlook(
            due,
            Next: due.Count == AtATime ? now : jobs.Skip(due.Count).Select(job => (DateTimeOffset?)job.DueAt).FirstOrDefault(),
            Waiting: await db.Jobs.CountAsync(j => j.FailedAt == null && j.DueAt <= now, cancellationToken));
    }

    /// <summary>Takes jobs, each for as long as its handler says. What somebody else took meanwhile is not among them.</summary>
    public Task<List<Claim>> TakeAsync(IReadOnlyList<(long Id, IJobHandler Handler)> jobs) =>
        writer.Run(scope => jobs.Select(job => Take(scope, job.Id, job.Handler)).OfType<Claim>().ToList());

    private static Claim? Take(WriteScope scope, long id, IJobHandler handler)
    {
        var until = scope.Now + handler.Lease + Grace;
        using var row = scope.Command("""
            UPDATE "Jobs" SET "LeasedUntil" = @until, "Attempts" = "Attempts" + 1
            WHERE "Id" = @id AND "FailedAt" IS NULL AND "DueAt" <= @now AND ("LeasedUntil" IS NULL OR "LeasedUntil" <= @now)
            RETURNING "Key", "Payload", "Attempts", "CreatedAt", "DueAt", "Asked"
            """)
            .With("@id", id).With("@until", until.ToUnixTimeMilliseconds()).With("@now", scope.Now.ToUnixTimeMilliseconds())
            .Read();
        if (!row.Read())
            return null;
        var run = new JobRun(
            id, row.GetString(0), row.GetString(1), row.GetInt32(2),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)));
        return new Claim(handler, run, Asked: row.GetInt32(5), Until: until);
    }
}

internal sealed record DueJob(long Id, string Kind, DateTimeOffset DueAt);

/// <param name="Due">What may be taken now.</param>
/// <param name="Next">When something else is due; null if nothing waits.</param>
/// <param name="Waiting">All that is due, what is under way included.</param>
internal sealed record Outlook(IReadOnlyList<DueJob> Due, DateTimeOffset? Next, int Waiting);

/// <summary>A job that is ours until then.</summary>
/// <param name="Asked">How often it had been asked for.</param>
internal sealed record Claim(IJobHandler Handler, JobRun Run, int Asked, DateTimeOffset Until);
