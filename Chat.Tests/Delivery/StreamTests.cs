using System.Net;
using Chat.Delivery;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Delivery;

public sealed class StreamTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_stream_opens_with_hello_and_says_ready_in_a_flush_of_its_own()
    {
        using var ann = await app.SignUpAsync("ann");
        await using var before = await ann.StreamAsync("");
        await before.NextAsync("hello");
        var room = await ann.CreateRoomAsync("Opening");
        await before.NextAsync("you"); // the news of the room is out
        await using var stream = await ann.StreamAsync($"rooms={room}:2");

        var hello = (await stream.NextAsync())!.Value;
        var ready = (await stream.NextAsync())!.Value;

        Assert.Equal("hello", hello.GetProperty("type").GetString());
        Assert.Equal(0, hello.GetProperty("heads").GetProperty($"{room}").GetInt64());
        Assert.Equal("ready", ready.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_stream_that_ends_leaves_the_rooms_that_were_joined_meanwhile()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Joined in passing");
        var hub = app.Services.GetRequiredService<Hub>();
        await using (var stream = await bob.StreamAsync(""))
        {
            await stream.NextAsync("ready");
            await bob.JoinAsync(room);
            await stream.NextAsync("you");
            Assert.NotNull(hub.Find(room));
        }

        await Eventually.IsTrueAsync(() => Task.FromResult(hub.Find(room) is null));
    }

    [Fact]
    public async Task Nothing_on_the_way_may_keep_or_change_a_stream()
    {
        using var ann = await app.SignUpAsync("ann");
        await using var stream = await ann.StreamAsync("");

        Assert.Equal("text/event-stream; charset=utf-8", stream.Answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store, no-transform, private", string.Join(", ", stream.Answer.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal)));
        Assert.Equal(["no"], stream.Answer.Headers.GetValues("X-Accel-Buffering"));
        Assert.Equal(["nosniff"], stream.Answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Empty(stream.Answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task What_Ann_says_reaches_Bob_with_its_revision()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Live");
        await bob.JoinAsync(room);
        await using var stream = await bob.StreamAsync($"rooms={room}:3");
        await stream.NextAsync("ready");

        var said = await ann.SayAsync(room, "there you are");
        var change = await stream.NextAsync("change");

        Assert.Equal((said.Number, said.Rev, said.Rev - 1), (change.GetProperty("number").GetInt64(), change.GetProperty("rev").GetInt64(), SyncedReader.After(change)));
        Assert.Contains("there you are", change.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_resumes_after_its_cursor_with_what_was_missed()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Resume");
        var first = await ann.SayAsync(room, "seen");
        await ann.SayAsync(room, "missed");
        await ann.EditAsync(room, first.Number, "seen, and changed");

        await using var stream = await ann.StreamAsync($"rooms={room}:{first.Rev - 1}");
        var missed = await stream.NextAsync("change");
        var changed = await stream.NextAsync("change");

        Assert.Equal((2, first.Rev - 1), (missed.GetProperty("number").GetInt64(), SyncedReader.After(missed)));
        Assert.Equal((1, 5, 4), (changed.GetProperty("number").GetInt64(), changed.GetProperty("rev").GetInt64(), SyncedReader.After(changed)));
    }

    [Fact]
    public async Task Other_rooms_of_mine_only_bump()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Elsewhere");
        await bob.JoinAsync(room);
        await using var stream = await bob.StreamAsync("");
        await stream.NextAsync("ready");

        await ann.SayAsync(room, "psst");
        var bump = await stream.NextAsync("bump");

        Assert.Equal((room, 1), (bump.GetProperty("room").GetInt64(), bump.GetProperty("head").GetInt64()));
    }

    [Fact]
    public async Task A_newer_request_of_the_same_client_takes_the_place_of_the_older()
    {
        using var ann = await app.SignUpAsync("ann");
        await using var older = await ann.StreamAsync("client=tab-1");
        await older.NextAsync("ready"); // one that is still being opened may be late for its second of leave
        await using var newer = await ann.StreamAsync("client=tab-1");
        await newer.NextAsync("hello");

        Assert.True(await older.EndsAsync());
    }

    [Fact]
    public async Task A_room_that_is_not_mine_is_gone_and_says_nothing()
    {
        using var ann = await app.SignUpAsync("ann");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync("Closed", "sesame");
        await ann.SayAsync(room, "secret");
        await using var stream = await eve.StreamAsync($"rooms={room}:0");

        await stream.NextAsync("hello");
        var gone = (await stream.NextAsync())!.Value;
        var ready = (await stream.NextAsync())!.Value;

        Assert.Equal(("gone", room), (gone.GetProperty("type").GetString(), gone.GetProperty("room").GetInt64()));
        Assert.Equal("ready", ready.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Who_leaves_in_mid_stream_hears_nothing_more()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Leaving");
        await bob.JoinAsync(room);
        await using var stream = await bob.StreamAsync($"rooms={room}:3");
        await stream.NextAsync("ready");

        await bob.LeaveAsync(room);
        await ann.SayAsync(room, "now that he is gone");
        using var back = await bob.PostAsync($"/rooms/{room}/join");
        await stream.NextAsync("gone");
        var next = (await stream.NextAsync())!.Value;

        Assert.Equal("you", next.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Only_the_sender_hears_which_send_is_in_the_log()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Receipts");
        await bob.JoinAsync(room);
        await using var hers = await ann.StreamAsync($"rooms={room}:3");
        await using var his = await bob.StreamAsync($"rooms={room}:3");
        await hers.NextAsync("ready");
        await his.NextAsync("ready");
        var send = Guid.NewGuid();

        var said = await ann.SayAsync(room, "hello", send);
        await bob.SayAsync(room, "hello to you");

        var you = await hers.NextAsync("you");
        Assert.Equal((room, send), (you.GetProperty("room").GetInt64(), you.GetProperty("sent").GetGuid()));
        Assert.Equal((said.Number, said.Rev), (you.GetProperty("read").GetInt64(), you.GetProperty("rev").GetInt64()));
        Assert.NotEqual(send, (await his.NextAsync("you")).GetProperty("sent").GetGuid());
    }

    [Fact]
    public async Task A_stream_that_has_ended_is_no_trouble_to_those_who_still_hold_it()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Ended");
        await using var stream = await ann.StreamAsync($"rooms={room}:2");
        await stream.NextAsync("ready");
        var held = Assert.Single(app.Services.GetRequiredService<Hub>().ReadersOf(ann.Id));
        held.End();
        Assert.True(await stream.EndsAsync());

        var news = Frame.YourRead(room, 1);
        for (var i = 0; i < 1_000; i++)
            held.Tell(news);
        held.Wake();
        held.Lose(room);

        Assert.Equal(1, (await ann.SayAsync(room, "delivery goes on")).Number);
    }

    [Theory]
    [InlineData("rooms=x")]
    [InlineData("rooms=1:-1")]
    [InlineData("rooms=1:99999999999999999999")]
    [InlineData("rooms=1:1,1:2")]
    [InlineData("wait=26")]
    [InlineData("wait=-1")]
    [InlineData("wait=soon")]
    public async Task A_question_that_makes_no_sense_is_refused(string query)
    {
        using var ann = await app.SignUpAsync("ann");
        using var answer = await ann.GetAsync($"/events?{query}", "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_a_bare_401()
    {
        using var nobody = app.Visit();
        using var answer = await nobody.GetAsync("/events", "text/event-stream");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }
}
