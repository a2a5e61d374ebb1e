using System.Collections.Concurrent;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Accounts;

/// <summary>Knows when each device was last used. A request only notes it; now and then all that is new is written at once.</summary>
public sealed partial class SessionUse(Writer writer, TimeProvider clock, ILogger<SessionUse> logger) : BackgroundService
{
    /// <summary>How exactly the list of devices knows it.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    /// <summary>Sessions in one piece of work, so that nobody's message waits long for them.</summary>
    private const int AtATime = 500;

    // Times as numbers, which the dictionary changes in place.
    private readonly ConcurrentDictionary<Guid, long> used = new();

    public void Note(Guid session) => used[session] = clock.GetUtcNow().ToUnixTimeMilliseconds();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WriteAsync();
            }
            catch (Exception error) when (error is WriterBusyException or DbUpdateException)
            {
                LogPostponed(error);
            }
        }
    }

    private async Task WriteAsync()
    {
        foreach (var some in used.ToArray().Chunk(AtATime))
        {
            await writer.Run(scope => Write(scope, some));
            foreach (var use in some)
                used.TryRemove(use); // unless it was used again meanwhile
        }
    }

    private static void Write(WriteScope scope, KeyValuePair<Guid, long>[] uses)
    {
        foreach (var (session, at) in uses)
        {
            scope.Command("""UPDATE "Sessions" SET "UsedAt" = @at WHERE "Id" = @session""")
                .With("@at", at).With("@session", session.ToByteArray()).Execute();
        }
    }

    [LoggerMessage(EventName = "SessionUsePostponed", Level = LogLevel.Warning, Message = "Noting when devices were used is postponed")]
    private partial void LogPostponed(Exception error);
}
