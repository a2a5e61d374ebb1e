using System.Text.Json;
using Chat.Delivery;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Delivery;

public sealed class PollTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_poll_answers_with_what_was_missed_and_the_new_cursor()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Polled");
        var said = await ann.SayAsync(room, "hello");

        var answer = await ann.PollAsync($"rooms={room}:2");

        var change = Assert.Single(ChangesIn(answer));
        Assert.Equal(said.Rev, change.GetProperty("rev").GetInt64());
        Assert.Equal(said.Rev, answer.GetProperty("cursors").GetProperty($"{room}").GetInt64());
    }

    [Fact]
    public async Task A_held_poll_answers_when_something_is_said()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Held");
        await bob.JoinAsync(room);

        var held = FirstChangeAsync(bob, room, cursor: 3);
        await ann.SayAsync(room, "at last");

        var change = await held;
        Assert.Contains("at last", change.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_without_news_answers_within_its_time()
    {
        var clock = new TestClock();
        await using var still = new ChatApp(clock: clock);
        using var ann = await still.SignUpAsync("ann");

        var held = ann.PollAsync("wait=25");
        while (!held.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Empty((await held).GetProperty("events").EnumerateArray());
    }

    [Fact]
    public async Task What_happens_elsewhere_between_two_polls_is_told_at_once()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Between");
        await bob.JoinAsync(room);
        var stamp = (await bob.PollAsync("")).GetProperty("stamp").GetString();
        await ann.SayAsync(room, "while you were not asking");

        var answer = await bob.PollAsync($"wait=25&stamp={stamp}");

        Assert.Equal(1, answer.GetProperty("heads").GetProperty($"{room}").GetInt64());
        Assert.NotEqual(stamp, answer.GetProperty("stamp").GetString());
    }

    [Fact]
    public async Task A_question_is_answered_from_the_log_even_while_the_publisher_rests()
    {
        await using var still = new ChatApp(clock: new TestClock()); // on which a rest after so many readers has no end
        using var ann = await still.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Asked at once");
        var crowd = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => ann.StreamAsync($"rooms={room}:2")));
        foreach (var stream in crowd)
            await stream.NextAsync("hello");
        var first = await ann.SayAsync(room, "first");
        foreach (var stream in crowd)
            await stream.NextAsync("change");
        var second = await ann.SayAsync(room, "second");

        var answer = await ann.PollAsync($"rooms={room}:{first.Rev}");

        Assert.Equal(second.Rev, Assert.Single(ChangesIn(answer)).GetProperty("rev").GetInt64());
        foreach (var stream in crowd)
            await stream.DisposeAsync();
    }

    [Fact]
    public async Task What_is_said_between_two_polls_of_a_tab_stands_once_in_the_next()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Tab by tab");
        await bob.JoinAsync(room);
        var first = await ann.SayAsync(room, "first");
        await bob.PollAsync($"rooms={room}:3&client=tab&wait=25");
        var second = await ann.SayAsync(room, "second");
        var third = await ann.SayAsync(room, "third");

        var heard = new List<long>();
        var cursor = first.Rev;
        while (cursor < third.Rev)
        {
            var next = await bob.PollAsync($"rooms={room}:{cursor}&client=tab&wait=25");
            heard.AddRange(ChangesIn(next).Select(change => change.GetProperty("rev").GetInt64()));
            cursor = next.GetProperty("cursors").GetProperty($"{room}").GetInt64();
        }

        // The answer was lost on the way: the same question has the same answer.
        var again = await bob.PollAsync($"rooms={room}:{second.Rev}&client=tab&wait=25");

        Assert.Equal([second.Rev, third.Rev], heard);
        Assert.Equal(third.Number, again.GetProperty("heads").GetProperty($"{room}").GetInt64());
        Assert.Equal([third.Rev], ChangesIn(again).Select(change => change.GetProperty("rev").GetInt64()));
    }

    [Fact]
    public async Task Who_leaves_between_two_polls_of_a_tab_hears_that_and_nothing_more()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Left by a tab");
        await bob.JoinAsync(room);
        var first = await ann.SayAsync(room, "first");
        await bob.PollAsync($"rooms={room}:3&client=tab&wait=25");
        await bob.LeaveAsync(room);
        await ann.SayAsync(room, "behind his back");

        var next = await bob.PollAsync($"rooms={room}:{first.Rev}&client=tab&wait=25");

        Assert.Empty(ChangesIn(next));
        Assert.Contains(next.GetProperty("events").EnumerateArray(), item => item.GetProperty("type").GetString() == "gone");
        Assert.False(next.GetProperty("heads").TryGetProperty($"{room}", out _));
    }

    [Fact]
    public async Task A_tab_asks_for_another_room_with_its_next_poll()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Here");
        var other = await ann.CreateRoomAsync("There");
        await ann.SayAsync(room, "here");
        await ann.PollAsync($"rooms={room}:2&client=tab&wait=25");
        await ann.SayAsync(other, "there");

        var next = await ann.PollAsync($"rooms={other}:2&client=tab&wait=25");

        Assert.Contains("there", Assert.Single(ChangesIn(next)).GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_reads_elsewhere_between_two_polls_of_a_tab_is_told_at_once()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Read elsewhere");
        await bob.JoinAsync(room);
        var said = await bob.SayAsync(room, "to be read");
        var before = await ann.PollAsync($"rooms={room}:3&client=tab&wait=25");
        (await ann.PostAsync($"/rooms/{room}/read", ("Number", $"{said.Number}"))).Dispose();

        var next = await ann.PollAsync($"rooms={room}:{said.Rev}&client=tab&wait=25&stamp={before.GetProperty("stamp").GetString()}");

        Assert.Equal(0, before.GetProperty("reads").GetProperty($"{room}").GetInt64());
        Assert.Equal(said.Number, next.GetProperty("reads").GetProperty($"{room}").GetInt64());
    }

    [Fact]
    public async Task A_tab_that_asks_no_more_gives_its_seat_up()
    {
        var clock = new TestClock();
        await using var still = new ChatApp(clock: clock);
        using var ann = await still.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Closed");
        await ann.SayAsync(room, "bye");
        await ann.PollAsync($"rooms={room}:2&client=tab&wait=25");
        var hub = still.Services.GetRequiredService<Hub>();
        Assert.NotNull(hub.Find(room));

        await Eventually.IsTrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(hub.Find(room) is null);
        });

        Assert.Empty(hub.Everybody());
    }

    [Theory]
    [InlineData("epoch=another&rooms={0}:2", false)]
    [InlineData("rooms={0}:900", true)]
    public async Task A_cursor_of_another_history_means_render_again(string query, bool namesTheRoom)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"History {namesTheRoom}");

        var answer = await ann.PollAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, query, room));

        var resync = Assert.Single(answer.GetProperty("events").EnumerateArray(), item => item.GetProperty("type").GetString() == "resync");
        Assert.Equal(namesTheRoom, resync.TryGetProperty("room", out _));
        Assert.Empty(answer.GetProperty("cursors").EnumerateObject());
    }

    [Fact]
    public async Task A_poll_is_one_complete_document()
    {
        using var ann = await app.SignUpAsync("ann");
        using var answer = await ann.GetAsync("/events?wait=0", "application/json");

        Assert.NotNull(answer.Content.Headers.ContentLength);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.ValueKind);
    }

    private static IEnumerable<JsonElement> ChangesIn(JsonElement answer) =>
        answer.GetProperty("events").EnumerateArray().Where(item => item.GetProperty("type").GetString() == "change");

    /// <summary>Asks again when only the sidebar had news.</summary>
    private static async Task<JsonElement> FirstChangeAsync(Visitor person, long room, long cursor)
    {
        var stamp = "";
        while (true)
        {
            var answer = await person.PollAsync($"rooms={room}:{cursor}&wait=25&stamp={stamp}");
            if (ChangesIn(answer).ToList() is [var change, ..])
                return change;
            stamp = answer.GetProperty("stamp").GetString();
        }
    }
}
