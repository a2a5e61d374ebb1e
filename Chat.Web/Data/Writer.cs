using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Chat.Data;

/// <summary>
/// The only writer. It takes all that waits into one transaction and one fsync (group commit), then answers every
/// waiting caller: what is answered is durable. Each piece of work has its own savepoint, so one that fails
/// takes no other with it.
/// </summary>
public sealed partial class Writer : IHostedService, IDisposable
{
    /// <summary>Work that may wait. More than this means the disk has stopped answering: better say so than pile up.</summary>
    public const int MaxWaiting = 8_192;

    /// <summary>Work in one transaction. Bounds how long the first of a batch waits for the last.</summary>
    private const int MaxBatch = 512;

    /// <summary>For what was taken when the server stops; more only where nobody waits for it any more.</summary>
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<Work> waiting = new(MaxWaiting);
    private readonly IDbContextFactory<ChatDb> factory;
    private readonly WriteLock writeLock;
    private readonly TimeProvider clock;
    private readonly WriterMetrics metrics;
    private readonly ILogger<Writer> logger;
    private readonly Thread thread;

    public Writer(
        IDbContextFactory<ChatDb> factory, WriteLock writeLock, TimeProvider clock, WriterMetrics metrics, ILogger<Writer> logger)
    {
        this.factory = factory;
        this.writeLock = writeLock;
        this.clock = clock;
        this.metrics = metrics;
        this.logger = logger;
        thread = new Thread(Loop) { IsBackground = true, Name = nameof(Writer) };
        metrics.ObserveWaiting(() => waiting.Count);
    }

    /// <summary>Raised on the writer's thread after each commit, in the order of commits. Handlers only hand on.</summary>
    public event Action<IReadOnlyList<Change>>? Committed;

    /// <summary>Whether the last commit worked.</summary>
    public bool Healthy { get; private set; } = true;

    /// <summary>Runs <paramref name="work"/> in the next transaction and returns its result once that is on disk.</summary>
    /// <exception cref="WriterBusyException">Too much waits already, or the server is stopping.</exception>
    public Task<T> Run<T>(Func<WriteScope, T> work)
    {
        var item = new Work<T>(work);
        return TryQueue(item) ? item.Answer : throw new WriterBusyException();
    }

    public Task Run(Action<WriteScope> work) =>
        Run(scope =>
        {
            work(scope);
            return true;
        });

    private bool TryQueue(Work item)
    {
        try
        {
            return waiting.TryAdd(item);
        }
        catch (InvalidOperationException)
        {
            return false; // adding was completed: the server is stopping
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>Refuses new work and finishes what was taken, also when the host's patience is at its end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.CompleteAdding();
        if (!await Task.Run(() => thread.Join(FinishWithin), CancellationToken.None))
            LogUnfinished();
    }

    private void Loop()
    {
        using var db = factory.CreateDbContext();
        db.Database.OpenConnection();
        using var scope = new WriteScope(db, clock);
        var batch = new List<Work>(MaxBatch);
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MaxBatch && waiting.TryTake(out var next))
                batch.Add(next);
            Commit(batch, scope);
            batch.Clear();
        }
    }

    private void Commit(List<Work> batch, WriteScope scope)
    {
        using (writeLock.Enter())
            Healthy = TryCommit(batch, scope);
        if (!Healthy)
            return;
        if (scope.Changes.Count > 0)
            Committed?.Invoke(scope.TakeChanges());
        foreach (var work in batch)
            work.Succeed();
    }

    private bool TryCommit(List<Work> batch, WriteScope scope)
    {
        var begun = clock.GetTimestamp();
        try
        {
            scope.Begin();
            foreach (var work in batch)
                scope.Isolate(work);
            scope.Commit();
            metrics.Committed(batch.Count, clock.GetElapsedTime(begun));
            return true;
        }
        catch (Exception error) when (error is DbException or DbUpdateException)
        {
            LogCommitFailed(error, batch.Count);
            metrics.Failed();
            scope.Abandon();
            foreach (var work in batch)
                work.Fail(error);
            return false;
        }
    }

    public void Dispose() => waiting.Dispose();

    [LoggerMessage(EventName = "CommitFailed", Level = LogLevel.Error, Message = "A commit of {Count} writes failed")]
    private partial void LogCommitFailed(Exception error, int count);

    [LoggerMessage(EventName = "WriterUnfinished", Level = LogLevel.Warning, Message = "Stopped while a commit was under way: nobody was told that it worked")]
    private partial void LogUnfinished();
}

/// <summary>The writer takes no more work just now. Answered as 503 with Retry-After.</summary>
public sealed class WriterBusyException() : Exception("The database takes no more writes just now.");
