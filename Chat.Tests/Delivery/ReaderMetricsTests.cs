using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chat.Tests.Delivery;

/// <summary>An operator sees how people listen, and who had to be brought up to date, turned away or cut off.</summary>
public sealed class ReaderMetricsTests
{
    private static readonly string[] Rungs = ["stream", "long", "brief", "short", "ask"];

    [Theory]
    [InlineData("stream", "text/event-stream", "client=tab")]
    [InlineData("long", "application/json", "client=tab&wait=25")]
    [InlineData("brief", "application/json", "client=tab&wait=10")]
    public async Task An_open_reader_is_seen_on_its_rung_until_it_has_gone(string rung, string accept, string query)
    {
        await using var app = new ChatApp(clock: new TestClock());
        using var ann = await app.SignUpAsync("ann");
        using var meters = new Meters(app);

        var open = ann.GetAsync($"/events?{query}", accept);
        await Eventually.IsTrueAsync(() => Task.FromResult(OpenOn(meters) == rung));
        // A newer request of the same client takes its place, and does not stay.
        await ann.PollAsync("client=tab");
        (await open).Dispose();
        await Eventually.IsTrueAsync(() => Task.FromResult(OpenOn(meters) == ""));

        Assert.Equal((1, 1, 2), (meters.Sum("chat.reader.requests", rung), meters.Sum("chat.reader.requests", "short"), meters.Sum("chat.reader.requests")));
        Assert.Empty(meters.Moved("chat.reader.cutoffs"));
    }

    private static string OpenOn(Meters meters) => string.Join(' ', Rungs.Where(rung => meters.Ask("chat.reader.count", rung) > 0));

    [Fact]
    public async Task A_question_beside_a_stream_is_not_a_rung()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        using var meters = new Meters(app);

        await ann.PollAsync("wait=0");

        Assert.Equal(["chat.reader.requests ask: 1"], meters.Moved("chat.reader.requests"));
    }

    [Fact]
    public async Task Who_holds_too_many_is_refused_and_not_let_in()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        using var meters = new Meters(app);
        var streams = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => ann.StreamAsync("")));

        using var stream = await ann.GetAsync("/events", "text/event-stream");
        using var poll = await ann.GetAsync("/events?wait=25", "application/json");

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (stream.StatusCode, poll.StatusCode));
        Assert.Equal(["chat.reader.refusals long: 1", "chat.reader.refusals stream: 1"], meters.Moved("chat.reader.refusals"));
        Assert.Equal(["chat.reader.requests stream: 64"], meters.Moved("chat.reader.requests"));
        Assert.Equal(64, meters.Ask("chat.reader.count", "stream"));
        foreach (var open in streams)
            await open.DisposeAsync();
    }

    [Fact]
    public async Task What_was_missed_is_counted_once_for_the_request_and_once_for_each_change()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Missed");
        using var meters = new Meters(app);
        for (var i = 0; i < 3; i++)
            await ann.SayAsync(room, $"message {i}");

        await ann.PollAsync($"rooms={room}:2");
        await using var stream = await ann.StreamAsync($"rooms={room}:4");
        await stream.NextAsync("ready");

        Assert.Equal(["chat.repair.changes ask: 3", "chat.repair.changes stream: 1", "chat.repair.requests ask: 1", "chat.repair.requests stream: 1"], meters.Moved("chat.repair"));
    }

    [Fact]
    public async Task Who_is_up_to_date_or_waits_for_news_had_no_gap()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("No gap");
        using var meters = new Meters(app);

        await using var stream = await ann.StreamAsync($"rooms={room}:2");
        var held = ann.PollAsync($"rooms={room}:2&wait=25");
        await Eventually.IsTrueAsync(() => Task.FromResult(meters.Ask("chat.reader.count", "long") == 1));
        await stream.NextAsync("ready");
        await ann.SayAsync(room, "live");
        await stream.NextAsync("change");
        await held;
        // A room that is not one's own is no gap either, nor what is said of it.
        await ann.PollAsync($"rooms={room}:3,999:0");

        Assert.Empty(meters.Moved("chat.repair"));
        Assert.Empty(meters.Moved("chat.resync"));
    }

    [Theory]
    [InlineData("epoch=another&rooms={0}:2", "epoch")]
    [InlineData("rooms={0}:900", "ahead")]
    public async Task A_cursor_of_another_history_is_counted_by_its_cause(string query, string cause)
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("History");
        using var meters = new Meters(app);

        await ann.PollAsync(string.Format(CultureInfo.InvariantCulture, query, room));

        Assert.Equal([$"chat.resync.requests {cause}: 1"], meters.Moved("chat.resync"));
        Assert.Empty(meters.Moved("chat.repair"));
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_is_cut_off_once()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Unread");
        using var meters = new Meters(app);
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };
        await deaf.ConnectAsync(IPAddress.Loopback, app.Address.Port);
        await deaf.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /events?rooms={room}:2 HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAccept: text/event-stream\r\nCookie: chat={ann.Cookie}\r\n\r\n"));
        await Eventually.IsTrueAsync(() => Task.FromResult(meters.Ask("chat.reader.count", "stream") == 1));

        var long_ = new string('x', 100_000);
        await Eventually.IsTrueAsync(async () =>
        {
            await ann.SayAsync(room, long_);
            return meters.Ask("chat.reader.count", "stream") == 0;
        });

        Assert.Equal(1, meters.Sum("chat.reader.cutoffs"));
    }
}
