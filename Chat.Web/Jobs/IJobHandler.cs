namespace Chat.Jobs;

/// <summary>Does one kind of work. What it does may be done again: whoever dies before the answer is kept has not answered.</summary>
public interface IJobHandler
{
    string Kind { get; }

    Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken);
}

/// <summary>A try.</summary>
/// <param name="Attempt">1 for the first.</param>
public sealed record JobRun(long Id, string Key, string Payload, int Attempt, DateTimeOffset CreatedAt, DateTimeOffset DueAt);

/// <summary>What came of a try.</summary>
public abstract record JobOutcome
{
    private JobOutcome()
    {
    }

    /// <summary>There is nothing left to do, unless it was asked for anew meanwhile.</summary>
    public sealed record Done : JobOutcome;

    /// <summary>It went well, and is due again then.</summary>
    /// <param name="Payload">Written down for the next time; null leaves it.</param>
    public sealed record Again(DateTimeOffset At, string? Payload = null) : JobOutcome;

    /// <summary>It may go well another time: after a while that grows with each try, or after what somebody asked for.</summary>
    public sealed record Retry(string Reason, TimeSpan? After = null) : JobOutcome;

    /// <summary>It will not go well. It stays, with its reason, for an administrator to look at.</summary>
    public sealed record Failed(string Reason) : JobOutcome;
}
