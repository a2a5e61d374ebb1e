namespace Chat.Tests;

/// <summary>A clock that stands still until it is moved, with timers that fire on the way.</summary>
public sealed class TestClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];

    // Far ahead of the machine's clock, by which a visitor judges whether a cookie has expired.
    private DateTimeOffset now = new(2099, 11, 20, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on in steps, so that periodic timers fire as often as they would.</summary>
    public void Advance(TimeSpan time)
    {
        var end = GetUtcNow() + time;
        while (GetUtcNow() < end)
        {
            Timer[] due;
            lock (gate)
            {
                var next = timers.Select(timer => timer.Due).Append(end).Min();
                now = next > now ? next : now;
                due = [.. timers.Where(timer => timer.Due <= now)];
            }

            foreach (var timer in due)
                timer.Fire();
        }
    }

    /// <summary>Days go by at once: what was due in between fires once.</summary>
    public void Skip(TimeSpan time)
    {
        Timer[] due;
        lock (gate)
        {
            now += time;
            due = [.. timers.Where(timer => timer.Due <= now)];
        }

        foreach (var timer in due)
            timer.Fire();
    }

    private sealed class Timer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                this.period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.now + dueTime;
                clock.timers.Remove(this);
                if (Due < DateTimeOffset.MaxValue)
                    clock.timers.Add(this);
            }

            return true;
        }

        public void Fire()
        {
            lock (clock.gate)
            {
                if (period > TimeSpan.Zero)
                    Due = clock.now + period;
                else
                    clock.timers.Remove(this);
            }

            callback(state);
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
