using Chat.Data;

namespace Chat.Jobs;

/// <summary>Does one kind of work. What it does may be done again: whoever dies before the answer is kept has not answered.</summary>
public interface IJobHandler
{
    /// <summary>Stored, so it stays.</summary>
    string Kind { get; }

    /// <summary>How many at once, in each program that works on the database. Other kinds have places of their own.</summary>
    int AtOnce => 4;

    /// <summary>What a try may take: then it is cancelled, and due again.</summary>
    TimeSpan Lease => TimeSpan.FromMinutes(2);

    /// <summary>What has not gone well this long after it was first due is given up.</summary>
    TimeSpan GivesUpAfter => TimeSpan.FromDays(1);

    /// <summary>
    /// When the job without a key is due if nobody asks for it; null if it waits to be asked for. Asked in a transaction
    /// of each start.
    /// </summary>
    DateTimeOffset? FirstDue(WriteScope scope) => null;

    Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken);
}

/// <summary>A try.</summary>
/// <param name="Attempt">1 for the first.</param>
/// <param name="CreatedAt">When it was first due.</param>
/// <param name="DueAt">When this try was.</param>
public sealed record JobRun(long Id, string Key, string Payload, int Attempt, DateTimeOffset CreatedAt, DateTimeOffset DueAt);

/// <summary>What came of a try.</summary>
public abstract record JobOutcome
{
    private JobOutcome()
    {
    }

    /// <summary>There is nothing left to do, unless it was asked for anew meanwhile.</summary>
    public sealed record Done : JobOutcome;

    /// <summary>It went well, and is due again then; at once if it was asked for anew meanwhile.</summary>
    /// <param name="Payload">Written down for the next time; null leaves it.</param>
    public sealed record Again(DateTimeOffset At, string? Payload = null) : JobOutcome;

    /// <summary>It may go well another time: after a while that grows with each try, or after what somebody asked for.</summary>
    /// <param name="Reason">For an administrator to read.</param>
    public sealed record Retry(string Reason, TimeSpan? After = null) : JobOutcome;

    /// <summary>It will not go well. It stays, with its reason, for an administrator to look at.</summary>
    public sealed record Failed(string Reason) : JobOutcome;
}
