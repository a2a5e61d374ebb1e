using System.Text.Json;

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
