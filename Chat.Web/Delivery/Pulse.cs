using Chat.Accounts;

namespace Chat.Delivery;

/// <summary>
/// The one timer of all readers: heartbeats, ready signs, trailing bytes and old age. It also ends them, when the
/// server stops and when a session does.
/// </summary>
internal sealed class Pulse(Hub hub, Sessions sessions, TimeProvider clock, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        sessions.Ended += EndSession;
        await using var stopping = lifetime.ApplicationStopping.Register(hub.EndAll);
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = clock.GetUtcNow();
            foreach (var reader in hub.Everybody())
                reader.Tick(now);
        }
    }

    private void EndSession(Guid session)
    {
        foreach (var reader in hub.Everybody().Where(reader => reader.Session == session))
            reader.End();
    }
}
