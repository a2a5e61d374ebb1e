using System.Collections.Concurrent;
using Chat.Data;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Jobs;

/// <summary>A kind of job of which a test says what comes of it.</summary>
internal sealed class Errand(string kind = "errand") : IJobHandler
{
    public string Kind => kind;

    public int AtOnce { get; init; } = 4;

    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan GivesUpAfter { get; init; } = TimeSpan.FromDays(1);

    public Func<JobRun, CancellationToken, Task<JobOutcome>> Does { get; set; } = (_, _) => Task.FromResult<JobOutcome>(new JobOutcome.Done());

    public ConcurrentQueue<JobRun> Runs { get; } = new();

    public void Answers(Func<JobRun, JobOutcome> outcome) => Does = (run, _) => Task.FromResult(outcome(run));

    public Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        Runs.Enqueue(run);
        return Does(run, cancellationToken);
    }
}

internal static class Errands
{
    public static ChatApp Program(TestClock? clock, params IJobHandler[] handlers) => Program(null, clock, handlers);

    public static ChatApp Program(string? folder, TestClock? clock, params IJobHandler[] handlers) =>
        new(folder, clock, services => Array.ForEach(handlers, handler => services.AddSingleton(handler)));

    public static Task AskForAsync(this ChatApp app, string kind, string key = "", TimeSpan after = default, string payload = "")
    {
        var queue = app.Services.GetRequiredService<JobQueue>();
        return app.WriteAsync(scope => queue.Ask(scope, kind, key, scope.Now + after, payload));
    }

    /// <summary>Each under a key of its own, all in one transaction.</summary>
    public static Task AskForManyAsync(this ChatApp app, string kind, int count)
    {
        var queue = app.Services.GetRequiredService<JobQueue>();
        return app.WriteAsync(scope =>
        {
            for (var n = 0; n < count; n++)
                queue.Ask(scope, kind, $"{n}", scope.Now);
        });
    }

    public static Task<Job?> JobAsync(this ChatApp app, string kind, string key = "") =>
        app.AskAsync(db => db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Kind == kind && j.Key == key));

    /// <summary>Until nobody is at the job, and what came of the last try is kept.</summary>
    public static Task<Job> RestsAsync(this ChatApp app, TestClock clock, string kind, string key = "") => app.IsAsync(
        kind, job => job.LeasedUntil is null && (job.FailedAt is not null || job.DueAt > clock.GetUtcNow()), key);

    public static async Task<Job> IsAsync(this ChatApp app, string kind, Func<Job, bool> so, string key = "")
    {
        Job? job = null;
        await Eventually.IsTrueAsync(async () => (job = await app.JobAsync(kind, key)) is not null && so(job));
        return job!;
    }

    public static Task IsDoneAsync(this ChatApp app, string kind, string key = "") =>
        Eventually.IsTrueAsync(async () => await app.JobAsync(kind, key) is null);

    /// <summary>Until the worker has looked at least once more: what was due then has been taken.</summary>
    public static async Task LooksAsync(this ChatApp app, Errand other)
    {
        var key = $"look {Guid.NewGuid()}";
        await app.AskForAsync(other.Kind, key);
        await app.IsDoneAsync(other.Kind, key);
    }
}
