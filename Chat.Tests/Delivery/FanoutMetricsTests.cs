namespace Chat.Tests.Delivery;

/// <summary>An operator sees how long news takes from the commit to the readers, and how much goes out.</summary>
public sealed class FanoutMetricsTests
{
    /// <summary>After a walk to this many the publisher rests for a millisecond.</summary>
    private const int Crowd = 20;

    [Fact]
    public async Task An_event_counts_for_each_reader_of_the_room_and_the_walk_once()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Walked");
        using var meters = new Meters(app);
        await using var one = await ann.StreamAsync($"rooms={room}:2");
        await ann.SayAsync(room, "before the others come");
        await one.NextAsync("change");
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ann.StreamAsync($"rooms={room}:3")));
        await using var elsewhere = await ann.StreamAsync("");
        foreach (var stream in others)
            await stream.NextAsync("ready");
        await elsewhere.NextAsync("ready");

        await ann.SayAsync(room, "to all five");
        await Eventually.IsTrueAsync(() => Task.FromResult(meters.Values("chat.fanout.events").Contains(5)));

        Assert.Single(meters.Values("chat.fanout.events"), events => events == 5);
        Assert.True(meters.Values("chat.fanout.lag")[^1] > 0);
        foreach (var stream in others)
            await stream.DisposeAsync();
    }

    [Fact]
    public async Task What_nobody_shows_goes_out_to_nobody()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Unseen");
        var shown = await ann.CreateRoomAsync("Shown");
        using var meters = new Meters(app);
        await using var one = await ann.StreamAsync($"rooms={shown}:2");
        await ann.SayAsync(shown, "before the other comes");
        await one.NextAsync("change");
        await using var two = await ann.StreamAsync($"rooms={shown}:3");
        await two.NextAsync("ready");
        // The walks of the room's creation may have met the first one, too.
        var before = ToSeveral();

        await ann.SayAsync(room, "to the sidebar alone");
        await one.NextAsync("bump");
        await ann.SayAsync(shown, "to both");
        await Eventually.IsTrueAsync(() => Task.FromResult(ToSeveral() > before));

        Assert.Equal(before + 1, ToSeveral());

        int ToSeveral() => meters.Values("chat.fanout.events").Count(events => events > 1);
    }

    [Fact]
    public async Task The_lag_begins_with_the_commit_even_while_the_publisher_rests()
    {
        var clock = new TestClock();
        await using var app = new ChatApp(clock: clock);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Crowded");
        using var meters = new Meters(app);
        await using var first = await ann.StreamAsync($"rooms={room}:2");
        // The walks of the room's creation are behind us before the crowd comes.
        await ann.SayAsync(room, "before the others come");
        await first.NextAsync("change");
        var crowd = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => ann.StreamAsync($"rooms={room}:3")));
        foreach (var stream in crowd)
            await stream.NextAsync("hello");

        await ann.SayAsync(room, "at once");
        await Eventually.IsTrueAsync(() => Task.FromResult(LagsToTheCrowd(meters).Count == 1));
        await ann.SayAsync(room, "after a rest");
        await Eventually.IsTrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            return LagsToTheCrowd(meters).Count == 2;
        });

        var lags = LagsToTheCrowd(meters);
        Assert.Equal(0, lags[0]);
        Assert.True(lags[1] >= 0.001);
        foreach (var stream in crowd)
            await stream.DisposeAsync();
    }

    /// <summary>Of one walk after the other: the instruments are told together.</summary>
    private static List<double> LagsToTheCrowd(Meters meters) =>
        [.. meters.Values("chat.fanout.lag").Zip(meters.Values("chat.fanout.events")).Where(walk => walk.Second > Crowd).Select(walk => walk.First)];
}
