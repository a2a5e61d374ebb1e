using System.Data.Common;
using System.Threading.Channels;
using Chat.Data;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>Sees who has lost a room, and asks that what they were told of it is taken back.</summary>
internal sealed partial class Departures(Writer writer, JobQueue jobs, ILogger<Departures> logger) : BackgroundService
{
    private readonly Channel<Change> gone = Channel.CreateUnbounded<Change>(new() { SingleReader = true });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        writer.Committed += Take;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        writer.Committed -= Take;
        return base.StopAsync(cancellationToken);
    }

    private void Take(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            if (change.Kind is ChangeKind.Left or ChangeKind.Deleted)
                gone.Writer.TryWrite(change);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in gone.Reader.ReadAllAsync(stoppingToken))
            await AskAsync(change);
    }

    private async Task AskAsync(Change change)
    {
        try
        {
            await writer.Run(scope => Ask(scope, change));
        }
        catch (Exception error) when (error is WriterBusyException or DbException or DbUpdateException)
        {
            // What stands on a screen tells nothing that was not told before.
            LogLeft(error);
        }
    }

    private void Ask(WriteScope scope, Change change)
    {
        if (change.Kind is ChangeKind.Deleted)
            jobs.Ask(scope, Retracting.OfKind, Retracting.KeyOf(change.Room, Retracting.All), scope.Now);
        else if (scope.Db.Notices.Any(n => n.PersonId == change.Subject && n.RoomId == change.Room))
            jobs.Ask(scope, Withdrawing.OfKind, Withdrawing.KeyOf(change.Subject, change.Room), scope.Now);
    }

    [LoggerMessage(EventName = "NoticesLeft", Level = LogLevel.Warning, Message = "Notifications of a room that was left stay where they are")]
    private partial void LogLeft(Exception error);
}
