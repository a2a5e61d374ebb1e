using System.Net;
using AngleSharp.Dom;
using Chat.Core;
using Chat.Messages;
using Chat.Tests.Rooms;

namespace Chat.Tests.Threads;

public sealed class FollowingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Whoever_began_it_or_writes_in_it_follows_a_thread()
    {
        var (ann, bob, cid, room) = await ThreeAsync();
        await ann.SayAsync(room, "root");

        await bob.ReplyAsync(room, 1, "one");
        await cid.ReplyAsync(room, 1, "two");

        Assert.Equal(["1:0"], await ann.MarksAsync(room));
        Assert.Equal(["1:1"], await bob.MarksAsync(room));
        Assert.Equal(["1:2"], await cid.MarksAsync(room));
        Assert.Equal((1, 1, 0), (await ann.UnreadThreadsAsync(), await bob.UnreadThreadsAsync(), await cid.UnreadThreadsAsync()));
    }

    [Fact]
    public async Task Reading_moves_the_mark_forward_and_never_beyond_the_last_reply()
    {
        var (ann, bob, _, room) = await ThreeAsync();
        await ann.SayAsync(room, "root");
        for (var reply = 0; reply < 3; reply++)
            await bob.ReplyAsync(room, 1, "words");

        await ann.ReadThreadAsync(room, 1, MessageNumber.OfReply(1, 2));
        Assert.Equal(["1:2"], await ann.MarksAsync(room));
        await ann.ReadThreadAsync(room, 1, MessageNumber.OfReply(1, 1));
        Assert.Equal(["1:2"], await ann.MarksAsync(room));
        await ann.ReadThreadAsync(room, 1, MessageNumber.OfReply(1, 99));
        Assert.Equal(["1:3"], await ann.MarksAsync(room));
        Assert.Equal(0, await ann.UnreadThreadsAsync());

        foreach (var (thread, read) in new[] { ("1", "1"), ("1", $"{MessageNumber.OfReply(2, 1)}"), ("2", $"{MessageNumber.OfReply(2, 1)}") })
            Assert.Equal(HttpStatusCode.NotFound, await ann.PostJsonAsync($"/rooms/{room}/{thread}/thread/read", ("Read", read)).StatusOfAsync());
    }

    [Fact]
    public async Task Whoever_ends_it_hears_no_more_until_they_choose_to()
    {
        var (ann, bob, _, room) = await ThreeAsync();
        await ann.SayAsync(room, "root");
        await bob.ReplyAsync(room, 1, "one");

        await ann.FollowThreadAsync(room, 1, on: false);
        await ann.ReplyAsync(room, 1, "my last word");
        await bob.ReplyAsync(room, 1, "three");
        Assert.Empty(await ann.MarksAsync(room));
        Assert.Equal(0, await ann.UnreadThreadsAsync());

        await ann.FollowThreadAsync(room, 1, on: true);
        Assert.Equal(["1:3"], await ann.MarksAsync(room));
    }

    [Fact]
    public async Task One_may_follow_what_one_has_not_written_in_and_a_mention_begins_with_its_reply()
    {
        var (ann, bob, cid, room) = await ThreeAsync();
        await ann.SayAsync(room, "root");
        await bob.ReplyAsync(room, 1, "one");
        await bob.ReplyAsync(room, 1, "two");

        await app.WriteAsync(scope => scope.Follow(cid.Id, room, 1));

        Assert.Equal(["1:1"], await cid.MarksAsync(room));
        using var eve = await app.SignUpAsync("eve");
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostJsonAsync($"/rooms/{room}/1/thread/follow", ("On", "true")).StatusOfAsync());
    }

    [Fact]
    public async Task All_devices_hear_of_replies_wherever_they_are_and_of_what_is_read_elsewhere()
    {
        var (ann, bob, _, room) = await ThreeAsync();
        await ann.SayAsync(room, "root");
        await using var elsewhere = await ann.StreamAsync("client=phone");
        await elsewhere.NextAsync("ready");

        await bob.ReplyAsync(room, 1, "one");
        var told = await elsewhere.NextAsync("you");
        await ann.ReadThreadAsync(room, 1, MessageNumber.OfReply(1, 1));
        var read = await elsewhere.NextAsync("you");

        Assert.Equal((room, 1, 0, 1), Told(told));
        Assert.Equal((room, 1, 1, 0), Told(read));
    }

    [Fact]
    public async Task The_sender_s_devices_hear_of_a_reply_without_reading_the_room()
    {
        var (ann, bob, _, room) = await ThreeAsync();
        await ann.SayAsync(room, "root");
        await using var stream = await bob.StreamAsync("client=phone");
        await stream.NextAsync("ready");

        var reply = await bob.ReplyAsync(room, 1, "one");

        var sent = await stream.NextAsync("you");
        while (!sent.TryGetProperty("rev", out _))
            sent = await stream.NextAsync("you");
        Assert.Equal(reply.Number, sent.GetProperty("number").GetInt64());
        Assert.False(sent.TryGetProperty("read", out _));
    }

    [Fact]
    public async Task The_list_of_threads_has_the_newest_replies_first_marks_what_is_new_and_is_read_at_once()
    {
        var (ann, bob, _, room) = await ThreeAsync();
        foreach (var root in new[] { "older", "newer", "nobody replied" })
            await ann.SayAsync(room, root);
        await bob.ReplyAsync(room, 2, "one");
        await ann.ReadThreadAsync(room, 2, MessageNumber.OfReply(2, 1));
        await bob.ReplyAsync(room, 1, "two");
        await bob.ReplyAsync(room, 1, "three");

        var list = await ann.PageAsync("/threads");
        Assert.Equal(["older", "newer"], list.Texts(".followed-threads .what"));
        Assert.Equal(["2 new"], list.Texts(".followed-threads li.new .count"));
        using var read = await ann.SubmitAsync(list, "form[action='/threads/read']");
        var after = await ann.FollowAsync(read);

        Assert.Empty(after.Texts("li.new"));
        Assert.Equal(0, await ann.UnreadThreadsAsync());
        await ann.LeaveAsync(room);
        Assert.Empty((await ann.PageAsync("/threads")).Texts(".followed-threads .what"));
    }

    [Fact]
    public async Task Many_threads_are_listed_page_by_page()
    {
        var (ann, bob, _, room) = await ThreeAsync();
        for (var number = 1; number <= 35; number++)
        {
            await ann.SayAsync(room, $"thread {number}");
            await bob.ReplyAsync(room, number, "reply");
        }

        var first = await ann.PageAsync("/threads");
        var second = await ann.PageAsync(first.QuerySelector("a[href^='/threads?before=']")!.GetAttribute("href")!);

        Assert.Equal(
            Enumerable.Range(1, 35).Reverse().Select(number => $"thread {number}"),
            [.. first.Texts(".followed-threads .what"), .. second.Texts(".followed-threads .what")]);
        Assert.Null(second.QuerySelector("a[href^='/threads?before=']"));
        foreach (var nonsense in new[] { "x", "1-2", "9999999999999999999-1-1", "999999999999999999-1-1", "--" })
            await ann.PageAsync($"/threads?before={nonsense}");
    }

    [Fact]
    public async Task Rooms_and_sidebars_ask_no_more_of_the_database_for_their_threads()
    {
        using var queries = new Queries();
        await using var own = new ChatApp();
        using var ann = await own.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Counted");
        for (var number = 1; number <= 5; number++)
            await ann.SayAsync(room, "words");
        await ann.PageAsync($"/rooms/{room}");
        var before = await queries.CountAsync(own, () => ann.PageAsync($"/rooms/{room}"));

        for (var number = 1; number <= 5; number++)
            await ann.ReplyAsync(room, number, "reply", quoted: 1);

        Assert.True(before > 0);
        // Those who follow are looked up meanwhile, on the server's own time.
        await Eventually.IsTrueAsync(async () => await queries.CountAsync(own, () => ann.PageAsync($"/rooms/{room}")) == before);
    }

    private static (long Room, long Thread, int Read, int Threads) Told(System.Text.Json.JsonElement you) => (
        you.GetProperty("room").GetInt64(), you.GetProperty("thread").GetInt64(), you.GetProperty("replies").GetInt32(), you.GetProperty("threads").GetInt32());

    private async Task<(Visitor Ann, Visitor Bob, Visitor Cid, long Room)> ThreeAsync()
    {
        var (ann, bob, cid) = (await app.SignUpAsync("ann"), await app.SignUpAsync("bob"), await app.SignUpAsync("cid"));
        var room = await ann.CreateRoomAsync($"Following {Guid.NewGuid():N}");
        await bob.JoinAsync(room);
        await cid.JoinAsync(room);
        return (ann, bob, cid, room);
    }
}
