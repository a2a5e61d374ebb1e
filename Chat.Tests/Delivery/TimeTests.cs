using Chat.Delivery;

namespace Chat.Tests.Delivery;

/// <summary>What a stream does of its own accord as time goes by.</summary>
public sealed class TimeTests
{
    private static readonly DateTimeOffset Opened = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_says_ready_once_a_fifth_of_a_second_after_hello()
    {
        var schedule = new Schedule(Opened);

        Assert.False(schedule.TakeReady(Opened.AddMilliseconds(199)));
        Assert.True(schedule.TakeReady(Opened.AddMilliseconds(200)));
        Assert.False(schedule.TakeReady(Opened.AddSeconds(1)));
    }

    [Fact]
    public void It_beats_every_fifteen_seconds_give_or_take_a_tenth()
    {
        var schedule = new Schedule(Opened);

        Assert.False(schedule.TakeBeat(Opened.AddSeconds(13.4)));
        Assert.True(schedule.TakeBeat(Opened.AddSeconds(16.6)));
        Assert.False(schedule.TakeBeat(Opened.AddSeconds(16.6 + 13.4)));
        Assert.True(schedule.TakeBeat(Opened.AddSeconds(16.6 + 16.6)));
    }

    [Fact]
    public void A_byte_follows_each_batch_that_nothing_else_follows()
    {
        var schedule = new Schedule(Opened);
        schedule.Trail(Opened);
        schedule.Trail(Opened.AddMilliseconds(100));

        Assert.False(schedule.TakeTrail(Opened.AddMilliseconds(219)));
        Assert.True(schedule.TakeTrail(Opened.AddMilliseconds(220)));
        Assert.False(schedule.TakeTrail(Opened.AddMilliseconds(500)));
    }

    [Fact]
    public void It_is_over_after_four_minutes_and_before_five()
    {
        var schedule = new Schedule(Opened);

        Assert.False(schedule.IsOver(Opened.AddSeconds(239)));
        Assert.True(schedule.IsOver(Opened.AddSeconds(290)));
    }

    [Fact]
    public async Task An_old_stream_says_ready_and_beat_and_ends_in_good_order()
    {
        var clock = new TestClock();
        await using var app = new ChatApp(clock: clock);
        using var ann = await app.SignUpAsync("ann");
        await using var stream = await ann.StreamAsync("");
        await stream.NextAsync("hello");

        var rest = ReadRestAsync(stream);
        while (!rest.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var types = await rest;
        Assert.Equal("bye", types[^1]);
        Assert.Contains("ready", types);
        Assert.Contains("beat", types);
    }

    private static async Task<List<string>> ReadRestAsync(EventReader stream)
    {
        var types = new List<string>();
        while (await stream.NextAsync() is { } item)
            types.Add(item.GetProperty("type").GetString()!);
        return types;
    }
}
