using System.Data.Common;
using Chat.Data;
using Chat.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chat.Search;

/// <summary>
/// Indexes the messages of a database that has no index yet, or one of another version: a little at a time, so that
/// nobody's message waits for it, and the newest first.
/// </summary>
public sealed partial class Indexing(Writer writer, TimeProvider clock, ILogger<Indexing> logger) : BackgroundService
{
    private const int MessagesAtATime = 200;

    /// <summary>Between two portions; half of the writer's time belongs to the people who write.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan RestWhenBusy = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Tidying = TimeSpan.FromMinutes(1);

    private volatile bool changed;

    /// <summary>Whether all messages can be found.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Before the first request: messages that are written meanwhile must find the index in order.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        IsDone = await writer.Run(scope =>
        {
            if (!MessageIndex.IsCurrent(scope))
                MessageIndex.Clear(scope);
            return !MessageIndex.IsWaiting(scope);
        });
        writer.Committed += _ => changed = true;
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsDone)
            await IndexAsync(stoppingToken);
        using var timer = new PeriodicTimer(Tidying, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TidyAsync();
    }

    private async Task IndexAsync(CancellationToken stoppingToken)
    {
        LogBegun();
        while (await IndexSomeAsync() is { } rest)
            await Task.Delay(rest, clock, stoppingToken);
        LogDone();
    }

    /// <summary>How long to wait for the next portion; null when there is none.</summary>
    private async Task<TimeSpan?> IndexSomeAsync()
    {
        try
        {
            IsDone = !await writer.Run(scope => MessageIndex.IndexSome(scope, MessagesAtATime));
            return IsDone ? null : Rest;
        }
        catch (Exception error) when (error is WriterBusyException or DbException or DbUpdateException)
        {
            LogPostponed(error);
            return RestWhenBusy;
        }
    }

    private async Task TidyAsync()
    {
        if (!changed)
            return;
        changed = false;
        try
        {
            await writer.Run(MessageIndex.Tidy);
        }
        catch (Exception error) when (error is WriterBusyException or DbException or DbUpdateException)
        {
            LogPostponed(error);
        }
    }

    [LoggerMessage(EventName = "IndexingBegun", Level = LogLevel.Information, Message = "Indexing the messages for search, while everything else goes on")]
    private partial void LogBegun();

    [LoggerMessage(EventName = "IndexingDone", Level = LogLevel.Information, Message = "All messages are indexed")]
    private partial void LogDone();

    [LoggerMessage(EventName = "IndexingPostponed", Level = LogLevel.Warning, Message = "Indexing is postponed")]
    private partial void LogPostponed(Exception error);
}
