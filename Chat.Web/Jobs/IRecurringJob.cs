using Chat.Data;

namespace Chat.Jobs;

/// <summary>
/// Work that comes back. When it is due is kept in the database: a restart does not do it anew, and however often it was
/// missed, it is done once.
/// </summary>
public interface IRecurringJob
{
    /// <summary>Stored, so it stays. Whoever cannot wait asks for this kind, without a key.</summary>
    string Kind { get; }

    TimeSpan Every { get; }

    Task RunAsync(CancellationToken cancellationToken);
}

internal sealed class Recurring<T>(T job, TimeProvider clock) : IJobHandler
    where T : class, IRecurringJob
{
    public string Kind => job.Kind;

    public int AtOnce => 1;

    /// <summary>It reads through whole tables, a little at a time.</summary>
    public TimeSpan Lease => TimeSpan.FromMinutes(10);

    /// <summary>Never: it would not come back.</summary>
    public TimeSpan GivesUpAfter => TimeSpan.MaxValue;

    public DateTimeOffset? FirstDue(WriteScope scope) => scope.Now + job.Every;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var next = clock.GetUtcNow() + job.Every;
        await job.RunAsync(cancellationToken);
        return new JobOutcome.Again(next);
    }
}
