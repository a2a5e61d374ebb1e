using System.Collections.Concurrent;
using System.Data.Common;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Jobs;

/// <summary>
/// Does what is due, a bounded number of each kind at once. In rounds: it keeps what came of the tries that ended, takes
/// what is due for the places that are free, and sleeps until something else is due, is asked for, or a try ends.
/// </summary>
internal sealed partial class JobWorker(
    IEnumerable<IJobHandler> handlers, JobLeases leases, JobBell bell, Writer writer, JobMetrics metrics, TimeProvider clock, ILogger<JobWorker> logger) : BackgroundService
{
    /// <summary>Kept in one piece of work, so that nobody's message waits long for them.</summary>
    private const int KeptAtOnce = 128;

    /// <summary>After that it looks in any case: another program on the same database rings no bell here, and may die.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    /// <summary>After the database did not answer.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, IJobHandler> handlers = handlers.ToDictionary(handler => handler.Kind, StringComparer.Ordinal);
    private readonly Dictionary<long, (string Kind, Task Task)> running = [];
    private readonly ConcurrentQueue<JobAnswer> answers = new();
    private readonly TaskCompletionSource looked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The program has started when the first look is over.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await looked.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var next = await RoundAsync(stoppingToken);
                looked.TrySetResult();
                await bell.WaitAsync(next, stoppingToken);
            }
        }
        finally
        {
            looked.TrySetResult();
            await Task.WhenAll(running.Values.Select(job => job.Task));
            await TryAsync(KeepAsync);
        }
    }

    /// <returns>When to look again.</returns>
    private async Task<DateTimeOffset> RoundAsync(CancellationToken cancellationToken)
    {
        var latest = clock.GetUtcNow() + LongestRest;
        var worked = await TryAsync(async () =>
        {
            bell.Listen();
            await KeepAsync();
            if (await TakeAsync(cancellationToken) is { } next && next < latest)
                latest = next;
        });
        return worked ? latest : clock.GetUtcNow() + Pause;
    }

    /// <summary>Whoever has rung within a transaction has committed when this has passed through the writer.</summary>
    private async Task KeepAsync()
    {
        do
        {
            var some = answers.Take(KeptAtOnce).ToList();
            await writer.Run(scope => some.ForEach(scope.Keep));
            some.ForEach(Forget);
        }
        while (!answers.IsEmpty);
    }

    private void Forget(JobAnswer answer)
    {
        answers.TryDequeue(out _);
        running.Remove(answer.Claim.Run.Id);
        metrics.Ran(answer);
    }

    /// <returns>When something else is due; null if nothing waits.</returns>
    private async Task<DateTimeOffset?> TakeAsync(CancellationToken cancellationToken)
    {
        var places = handlers.Values.ToDictionary(
            handler => handler.Kind, handler => handler.AtOnce - running.Values.Count(job => job.Kind == handler.Kind), StringComparer.Ordinal);
        var outlook = await leases.LookAsync([.. places.Keys.Where(kind => places[kind] > 0)], cancellationToken);
        metrics.Waits(outlook.Waiting);
        var chosen = outlook.Due
            .Where(job => !running.ContainsKey(job.Id) && places[job.Kind]-- > 0)
            .Select(job => (job.Id, handlers[job.Kind]))
            .ToList();
        if (chosen.Count == 0)
            return outlook.Next;
        foreach (var claim in await leases.TakeAsync(chosen))
            running[claim.Run.Id] = (claim.Handler.Kind, Task.Run(() => RunAsync(claim, cancellationToken), CancellationToken.None));
        return outlook.Next;
    }

    private async Task RunAsync(Claim claim, CancellationToken stoppingToken)
    {
        metrics.Begins(claim, clock.GetUtcNow());
        answers.Enqueue(new JobAnswer(claim, await OutcomeAsync(claim, stoppingToken)));
        bell.Ring(DateTimeOffset.MinValue);
    }

    private async Task<JobOutcome?> OutcomeAsync(Claim claim, CancellationToken stoppingToken)
    {
        using var lease = new CancellationTokenSource(claim.Handler.Lease, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, stoppingToken);
        try
        {
            return UnlessTooOld(claim, await claim.Handler.RunAsync(claim.Run, either.Token));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception) when (lease.IsCancellationRequested)
        {
            LogTooSlow(claim.Handler.Kind, claim.Handler.Lease);
            return UnlessTooOld(claim, new JobOutcome.Retry($"It took longer than {claim.Handler.Lease}.", After: TimeSpan.Zero));
        }
        catch (Exception error)
        {
            // Whatever a handler may come to must not end the others.
            LogFailed(error, claim.Handler.Kind);
            return UnlessTooOld(claim, new JobOutcome.Retry(error.GetType().Name));
        }
    }

    private JobOutcome UnlessTooOld(Claim claim, JobOutcome outcome) =>
        outcome is JobOutcome.Retry retry && clock.GetUtcNow() - claim.Run.CreatedAt >= claim.Handler.GivesUpAfter
            ? new JobOutcome.Failed(retry.Reason)
            : outcome;

    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception error) when (error is WriterBusyException or DbException or DbUpdateException)
        {
            LogPostponed(error);
            return false;
        }
    }

    [LoggerMessage(EventName = "JobFailed", Level = LogLevel.Error, Message = "A job of the kind {Kind} failed and is tried again")]
    private partial void LogFailed(Exception error, string kind);

    [LoggerMessage(EventName = "JobTooSlow", Level = LogLevel.Warning, Message = "A job of the kind {Kind} took longer than {Lease} and is tried again")]
    private partial void LogTooSlow(string kind, TimeSpan lease);

    [LoggerMessage(EventName = "JobsPostponed", Level = LogLevel.Warning, Message = "What is due is done a little later")]
    private partial void LogPostponed(Exception error);
}
