using System.Collections.Concurrent;
using System.Data.Common;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Push;

/// <summary>Knows what came of each device's last push. A push only notes it; now and then all that is new is written at once.</summary>
public sealed partial class LastPushes(Writer writer, TimeProvider clock, ILogger<LastPushes> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    /// <summary>Devices in one piece of work, so that nobody's message waits long for them.</summary>
    private const int AtATime = 500;

    private readonly ConcurrentDictionary<long, LastPush> unwritten = new();

    public void Note(long subscription, string result) => unwritten[subscription] = new LastPush(clock.GetUtcNow(), result);

    public (DateTimeOffset? At, string? Result) Of(PushSubscription device) =>
        unwritten.TryGetValue(device.Id, out var push) ? (push.At, push.Result) : (device.LastPushAt, device.LastResult);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryWriteAsync();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync();
    }

    private async Task TryWriteAsync()
    {
        try
        {
            await WriteAsync();
        }
        catch (Exception error) when (error is WriterBusyException or DbUpdateException or DbException)
        {
            LogPostponed(error);
        }
    }

    private async Task WriteAsync()
    {
        foreach (var some in unwritten.ToArray().Chunk(AtATime))
        {
            await writer.Run(scope => Write(scope, some));
            foreach (var push in some)
                unwritten.TryRemove(push); // unless there was another meanwhile
        }
    }

    private static void Write(WriteScope scope, KeyValuePair<long, LastPush>[] pushes)
    {
        foreach (var (subscription, push) in pushes)
            scope.Command("""UPDATE "PushSubscriptions" SET "LastPushAt" = @at, "LastResult" = @result WHERE "Id" = @id""")
                .With("@at", push.At.ToUnixTimeMilliseconds()).With("@result", push.Result).With("@id", subscription).Execute();
    }

    private sealed record LastPush(DateTimeOffset At, string Result);

    [LoggerMessage(EventName = "LastPushesPostponed", Level = LogLevel.Warning, Message = "Noting what came of pushes is postponed")]
    private partial void LogPostponed(Exception error);
}
