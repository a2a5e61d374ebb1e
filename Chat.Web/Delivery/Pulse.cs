using Chat.Accounts;

namespace Chat.Delivery;

/// <summary>
/// The one timer of all streams: heartbeats, ready signs, trailing bytes and old age. It also ends them, when the
/// server stops and when a session does.
/// </summary>
internal sealed class Pulse(Hub hub, Sessions sessions, TimeProvider clock, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly HashSet<EventStream> streams = [];
    private EventStream[]? streamsNow;

    public void Add(EventStream stream)
    {
        lock (gate)
        {
            streams.Add(stream);
            streamsNow = null;
        }
    }

    public void Remove(EventStream stream)
    {
        lock (gate)
        {
            if (streams.Remove(stream))
                streamsNow = null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        sessions.Ended += EndSession;
        await using var stopping = lifetime.ApplicationStopping.Register(hub.EndAll);
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = clock.GetUtcNow();
            foreach (var stream in Streams())
                stream.Tick(now);
        }
    }

    private EventStream[] Streams()
    {
        lock (gate)
            return streamsNow ??= [.. streams];
    }

    private void EndSession(Guid session)
    {
        foreach (var reader in hub.Everybody().Where(reader => reader.Session == session))
            reader.End();
    }
}
