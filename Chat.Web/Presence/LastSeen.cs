using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Presence;

/// <summary>
/// Keeps when people were last active: all of them in one transaction a minute, and once more when the server stops, so
/// that coming and going itself writes nothing.
/// </summary>
internal sealed partial class LastSeen(Attendance attendance, Writer writer, TimeProvider clock, ILogger<LastSeen> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await KeepAsync();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await KeepAsync();
    }

    private async Task KeepAsync()
    {
        var seen = attendance.Unwritten();
        if (seen.Count == 0)
            return;
        try
        {
            await writer.Run(scope => Write(scope, seen));
            attendance.Written(seen);
        }
        catch (Exception error) when (error is WriterBusyException or DbUpdateException or System.Data.Common.DbException)
        {
            LogPostponed(error);
        }
    }

    private static void Write(WriteScope scope, IReadOnlyList<(long Person, DateTimeOffset At)> seen)
    {
        foreach (var (person, at) in seen)
            scope.Command("""UPDATE "People" SET "LastSeenAt" = @at WHERE "Id" = @person""")
                .With("@at", at.ToUnixTimeMilliseconds()).With("@person", person).Execute();
    }

    [LoggerMessage(EventName = "LastSeenPostponed", Level = LogLevel.Warning, Message = "Keeping when people were last seen is postponed")]
    private partial void LogPostponed(Exception error);
}
