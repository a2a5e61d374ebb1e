using System.Text.Json;
using Chat.Data;
using Chat.Delivery;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Presence;

/// <summary>Who hears of somebody's coming and going, and who does not.</summary>
public sealed class TellingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Those_who_view_a_room_in_common_hear_of_it()
    {
        var (ann, bob, room) = await TwoInAsync("In common");
        await using var stream = await ann.ViewsAsync(room);

        await bob.ReportsAsync("active");
        Assert.Equal((bob.Id, "online"), await NextAsync(stream));
        await bob.ReportsAsync("idle");
        Assert.Equal((bob.Id, "away"), await NextAsync(stream));
    }

    [Fact]
    public async Task Friends_hear_of_it_wherever_they_are()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await app.AreFriendsAsync(ann, bob);
        await using var stream = await ann.StreamAsync("");
        await stream.NextAsync("hello");

        await bob.ReportsAsync("active");

        Assert.Equal((bob.Id, "online"), await NextAsync(stream));
    }

    [Fact]
    public async Task A_direct_chat_in_the_sidebar_is_enough()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await app.HasRoomAsync(RoomKind.Direct, ann, bob);
        await using var stream = await ann.StreamAsync("");
        await stream.NextAsync("hello");

        await bob.ReportsAsync("active");

        Assert.Equal((bob.Id, "online"), await NextAsync(stream));
    }

    [Fact]
    public async Task Who_is_apart_from_somebody_does_not_hear_of_them()
    {
        var (ann, bob, room) = await TwoInAsync("Apart");
        using var cid = await app.SignUpAsync("cid");
        await cid.JoinAsync(room);
        await app.BlocksAsync(bob, ann);
        await using var stream = await ann.ViewsAsync(room);

        await bob.ReportsAsync("active");
        await cid.ReportsAsync("active");

        Assert.Equal((cid.Id, "online"), await NextAsync(stream));
    }

    [Fact]
    public async Task In_a_large_room_nobody_is_told()
    {
        var (ann, bob, room) = await TwoInAsync("Large");
        var small = await ann.CreateRoomAsync("Small one beside");
        using var cid = await app.SignUpAsync("cid");
        await cid.JoinAsync(small);
        await app.SetAsync(room, each => each.Members = 101);
        await using var stream = await ann.StreamAsync($"rooms={room}:3,{small}:3");
        await stream.NextAsync("hello");

        await bob.ReportsAsync("active");
        await cid.ReportsAsync("active");

        Assert.Equal((cid.Id, "online"), await NextAsync(stream));
        Assert.Equal("online", await ann.LooksForAsync(bob));
    }

    [Fact]
    public async Task Who_has_gone_is_offline_with_the_time_when_the_grace_is_over()
    {
        var clock = new TestClock();
        await using var still = new ChatApp(clock: clock);
        using var ann = await still.SignUpAsync("ann");
        using var bob = await still.SignUpAsync("bob");
        await still.AreFriendsAsync(ann, bob);
        await using var stream = await ann.StreamAsync("");
        await bob.ReportsAsync("active");
        await bob.ReportsAsync("gone");

        var told = new List<string>();
        var next = stream.NextAsync("presence");
        while (told.Count < 2)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            if (!next.IsCompleted)
            {
                await still.AskAsync(_ => Task.FromResult(true)); // gives the program time for its part
                continue;
            }

            told.Add((await next).Words());
            next = stream.NextAsync("presence");
        }

        Assert.Equal(["online", "offline, seen at 09:00:00"], told);
    }

    [Fact]
    public async Task Who_polls_hears_of_it_and_the_database_is_not_asked_for_that()
    {
        var (ann, bob, room) = await TwoInAsync("Polled");
        var before = await ann.PollAsync($"rooms={room}:2&client=tab&wait=25"); // is answered at once: one is behind
        var held = ann.PollAsync($"rooms={room}:3&client=tab&wait=25&stamp={before.GetProperty("stamp").GetString()}");

        await bob.ReportsAsync("active");
        var told = Assert.Single((await held).GetProperty("events").EnumerateArray());
        var poller = Assert.IsType<Poller>(app.Services.GetRequiredService<Hub>().ReaderOf(ann.Id, "tab"));

        Assert.Equal((bob.Id, "online"), Read(told));
        Assert.NotNull(poller.Places);
    }

    [Fact]
    public void Of_what_waits_for_a_slow_reader_the_newest_counts_and_there_is_a_bound()
    {
        var waiting = new WaitingSignals();
        for (var number = 1; number <= 1_000; number++)
            waiting.Add(Signal.Of("read", room: 1, person: 7, json => json.WriteNumber("number", number)));
        Assert.Contains("\"number\":1000", Text(Assert.Single(waiting.Frames)), StringComparison.Ordinal);

        for (var person = 1; person <= 1_000; person++)
            waiting.Add(Signal.Of("presence", room: 0, person, json => json.WriteString("state", "online")));

        Assert.Equal(WaitingSignals.Max, waiting.Frames.Count());
        Assert.Contains("\"person\":1000", Text(waiting.Frames.Last()), StringComparison.Ordinal);
    }

    private static string Text(Frame frame) => System.Text.Encoding.UTF8.GetString(frame.Json);

    private async Task<(Visitor Ann, Visitor Bob, long Room)> TwoInAsync(string name)
    {
        var ann = await app.SignUpAsync("ann");
        var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync(name);
        await bob.JoinAsync(room);
        return (ann, bob, room);
    }

    private static async Task<(long Person, string State)> NextAsync(EventReader stream) => Read(await stream.NextAsync("presence"));

    private static (long Person, string State) Read(JsonElement item) =>
        (item.GetProperty("person").GetInt64(), item.GetProperty("state").GetString()!);
}
