namespace Chat.Delivery;

/// <summary>When a stream has to say something of its own accord.</summary>
internal sealed class Schedule(DateTimeOffset opened)
{
    /// <summary>Seconds between heartbeats, ± 10 %: a thousand streams opened together must not beat together.</summary>
    public const int BeatSeconds = 15;

    private static readonly TimeSpan ReadyAfter = TimeSpan.FromMilliseconds(200);

    // Longer than the publisher rests: in a busy room the next events are the byte that follows.
    private static readonly TimeSpan TrailAfter = TimeSpan.FromMilliseconds(120);

    // Proxies cut what lives too long; better to close in good order first.
    private static readonly (int Min, int Max) LifeSeconds = (240, 290);

    private readonly DateTimeOffset over = opened.AddSeconds(Random.Shared.Next(LifeSeconds.Min, LifeSeconds.Max));
    private DateTimeOffset ready = opened + ReadyAfter;
    private DateTimeOffset beat = opened + NextBeat();
    private DateTimeOffset trail = DateTimeOffset.MaxValue;
    private volatile bool soon;

    public bool IsDue(DateTimeOffset now) => soon || now >= ready || now >= beat || now >= trail || now >= over;

    /// <summary>With the next tick: news that may wait a moment and be told together.</summary>
    public void Soon() => soon = true;

    public bool TakeReady(DateTimeOffset now)
    {
        soon = false;
        if (now < ready)
            return false;
        ready = DateTimeOffset.MaxValue;
        return true;
    }

    public bool TakeBeat(DateTimeOffset now)
    {
        if (now < beat)
            return false;
        beat = now + NextBeat();
        return true;
    }

    public void Trail(DateTimeOffset now) => trail = now + TrailAfter;

    public bool TakeTrail(DateTimeOffset now)
    {
        if (now < trail)
            return false;
        trail = DateTimeOffset.MaxValue;
        return true;
    }

    public bool IsOver(DateTimeOffset now) => now >= over;

    private static TimeSpan NextBeat() => TimeSpan.FromSeconds(BeatSeconds * (0.9 + (Random.Shared.NextDouble() * 0.2)));
}
