using Chat.Accounts;

namespace Chat.Delivery;

/// <summary>
/// The one timer of all readers: heartbeats, ready signs, trailing bytes and old age. It also ends them, when the
/// server stops and when a session does.
/// </summary>
internal sealed class Pulse(Hub hub, Sessions sessions, TimeProvider clock, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly HashSet<IReader> readers = [];
    private IReader[]? readersNow;

    public void Add(IReader reader)
    {
        lock (gate)
        {
            readers.Add(reader);
            readersNow = null;
        }
    }

    public void Remove(IReader reader)
    {
        lock (gate)
        {
            if (readers.Remove(reader))
                readersNow = null;
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
            foreach (var reader in Readers())
                reader.Tick(now);
        }
    }

    private IReader[] Readers()
    {
        lock (gate)
            return readersNow ??= [.. readers];
    }

    private void EndSession(Guid session)
    {
        foreach (var reader in hub.Everybody().Where(reader => reader.Session == session))
            reader.End();
    }
}
