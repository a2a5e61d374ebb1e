using Chat.Jobs;

namespace Chat.Tests.Jobs;

public sealed class JobBellTests
{
    [Fact]
    public void Whoever_waits_looks_again_when_the_clock_moved_while_the_timer_was_made()
    {
        var clock = new HastyClock();
        using var bell = new JobBell(clock);

        var waiting = bell.WaitAsync(clock.GetUtcNow() + TimeSpan.FromMinutes(20), CancellationToken.None);

        Assert.True(waiting.IsCompletedSuccessfully);
    }

    /// <summary>Half a second goes by with each look at it, and no timer ever fires.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private DateTimeOffset now = new(2099, 11, 20, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now += TimeSpan.FromMilliseconds(500);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
