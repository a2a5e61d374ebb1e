using System.Net;
using AngleSharp.Dom;
using Chat.Core;
using Chat.Tests.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Threads;

public sealed class ThreadTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_reply_stands_in_its_thread_and_not_in_the_room()
    {
        var (ann, bob, room) = await TwoAsync();
        await ann.SayAsync(room, "The plan");
        await ann.SayAsync(room, "Something else");

        var reply = await bob.ReplyAsync(room, 1, "About the plan");
        await ann.SayAsync(room, "And more");

        Assert.Equal(MessageNumber.OfReply(1, 1), reply.Number);
        Assert.Equal([(1, "The plan"), (2, "Something else"), (3, "And more")], await ann.ReadRoomAsync($"/rooms/{room}"));
        Assert.Equal([(2, "Something else"), (3, "And more")], await ann.ReadRoomAsync($"/rooms/{room}?after=1"));
        Assert.Equal([(1, "The plan"), (reply.Number, "About the plan")], await ann.ReadRoomAsync($"/rooms/{room}/1/thread"));
        Assert.Equal([(2, "Something else")], await ann.ReadRoomAsync($"/rooms/{room}/2/thread"));
    }

    [Fact]
    public async Task The_room_stays_as_read_and_the_message_tells_of_its_thread()
    {
        var (ann, bob, room) = await TwoAsync();
        var sent = await ann.SayAsync(room, "The plan");
        await using var stream = await ann.StreamAsync($"rooms={room}:{sent.Rev}");
        await stream.NextAsync("hello");

        var reply = await bob.ReplyAsync(room, 1, "one");
        var (first, second) = (await stream.NextAsync("change"), await stream.NextAsync("change"));
        await bob.ReplyAsync(room, 1, "two");

        Assert.Equal((reply.Number, reply.Rev), (first.GetProperty("number").GetInt64(), first.GetProperty("rev").GetInt64()));
        Assert.Equal((1, reply.Rev + 1), (second.GetProperty("number").GetInt64(), second.GetProperty("rev").GetInt64()));
        Assert.Equal("", await ann.UnreadAsync(room));
        var page = await ann.PageAsync($"/rooms/{room}");
        Assert.Equal("1", page.QuerySelector("#main")!.GetAttribute("data-head"));
        var line = page.QuerySelector("#m1 > a.thread-line")!;
        Assert.Equal(("2", $"/rooms/{room}/1/thread"), (line.QuerySelector(".replies")!.TextContent, line.GetAttribute("href")));
    }

    [Fact]
    public async Task Nothing_begins_a_thread_that_is_no_message_of_the_room()
    {
        var (ann, bob, room) = await TwoAsync();
        await ann.SayAsync(room, "gone");
        await ann.SayAsync(room, "there");
        await ann.DeleteAsync(room, 1);
        var reply = await bob.ReplyAsync(room, 2, "a reply");

        foreach (var thread in new[] { "1", "0", "-1", "3", $"{reply.Number}", $"{MessageNumber.MaxThread}", $"{long.MaxValue}" })
            Assert.NotEmpty(await bob.PostJsonAsync($"/rooms/{room}/messages", ("Body", "what?"), ("Thread", thread)).RefusedAsync());
        using var eve = await app.SignUpAsync("eve");
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostJsonAsync($"/rooms/{room}/messages", ("Body", "x"), ("Thread", "2")).StatusOfAsync());
        foreach (var thread in new[] { "1", "0", "3", $"{reply.Number}", $"{long.MaxValue}" })
            Assert.Equal(HttpStatusCode.NotFound, await bob.GetAsync($"/rooms/{room}/{thread}/thread").StatusOfAsync());
    }

    [Fact]
    public async Task A_thread_goes_on_when_what_it_is_about_is_deleted()
    {
        var (ann, bob, room) = await TwoAsync();
        await ann.SayAsync(room, "regrettable");
        await bob.ReplyAsync(room, 1, "one");
        await ann.DeleteAsync(room, 1);

        await bob.ReplyAsync(room, 1, "two");

        var page = await bob.PageAsync($"/rooms/{room}/1/thread");
        Assert.Equal(["", "one", "two"], page.Texts(".message .body"));
        Assert.NotNull((await bob.PageAsync($"/rooms/{room}")).QuerySelector("#m1.deleted > .thread-line"));
    }

    [Fact]
    public async Task A_thread_that_is_full_says_so()
    {
        var (ann, _, room) = await TwoAsync();
        await ann.SayAsync(room, "endless");
        await app.WriteAsync(scope => scope.Db.Messages.Where(m => m.RoomId == room).ExecuteUpdate(set => set.SetProperty(m => m.Replies, MessageNumber.MaxReplies - 1)));

        await ann.ReplyAsync(room, 1, "the last one");

        Assert.Contains("full", await ann.PostJsonAsync($"/rooms/{room}/messages", ("Body", "one more"), ("Thread", "1")).RefusedAsync(), StringComparison.Ordinal);
        Assert.Equal(
            [(1, "endless"), (MessageNumber.OfReply(1, MessageNumber.MaxReplies), "the last one")],
            await ann.ReadRoomAsync($"/rooms/{room}/1/thread?after={MessageNumber.OfReply(1, MessageNumber.MaxReplies - 1)}"));
    }

    [Fact]
    public async Task Whoever_may_not_speak_does_not_reply_either()
    {
        var (ann, bob, room) = await TwoAsync();
        await ann.SayAsync(room, "Announcement");
        await ann.SetReadOnlyAsync(room, true);

        Assert.Equal(HttpStatusCode.Forbidden, await bob.PostJsonAsync($"/rooms/{room}/messages", ("Body", "but"), ("Thread", "1")).StatusOfAsync());
        Assert.NotNull((await bob.PageAsync($"/rooms/{room}/1/thread")).QuerySelector(".composer[hidden]"));
        await bob.LeaveAsync(room);
        Assert.Equal(HttpStatusCode.NotFound, await bob.GetAsync($"/rooms/{room}/1/thread").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await bob.GetAsync($"/rooms/{room}/threads").StatusOfAsync());
    }

    [Fact]
    public async Task A_long_thread_is_read_page_by_page_and_a_link_opens_it_at_its_reply()
    {
        var (ann, _, room) = await TwoAsync();
        await ann.SayAsync(room, "first thread");
        await ann.SayAsync(room, "second thread");
        await ann.ReplyAsync(room, 2, "a neighbour");
        for (var reply = 1; reply <= 120; reply++)
            await ann.ReplyAsync(room, 1, $"reply {reply}");

        var newest = await ann.PageAsync($"/rooms/{room}/1/thread");
        var older = await ann.PageAsync(newest.QuerySelector("a.older")!.GetAttribute("href")!);
        var oldest = await ann.PageAsync(older.QuerySelector("a.older")!.GetAttribute("href")!);
        using var link = await ann.GetAsync($"/rooms/{room}/{MessageNumber.OfReply(1, 60)}");
        var around = await ann.FollowAsync(link);

        Assert.Equal(["reply 71", "reply 120"], Ends(newest));
        Assert.Null(newest.QuerySelector("a.newer"));
        Assert.Equal(["reply 21", "reply 70"], Ends(older));
        Assert.Equal(["reply 1", "reply 20"], Ends(oldest));
        Assert.Null(oldest.QuerySelector("a.older"));
        Assert.Equal(["reply 35", "reply 84"], Ends(around));
        Assert.Equal($"{MessageNumber.OfReply(1, 60)}", around.QuerySelector(".thread")!.GetAttribute("data-highlight"));
    }

    [Fact]
    public async Task Replies_racing_each_other_take_places_without_holes()
    {
        var (ann, bob, room) = await TwoAsync();
        await ann.SayAsync(room, "race");

        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(index => (index % 2 == 0 ? ann : bob).ReplyAsync(room, 1, $"{index}")));

        Assert.Equal(Enumerable.Range(1, 40), replies.Select(reply => MessageNumber.ReplyOf(reply.Number)).Order());
        Assert.Equal("40", (await ann.PageAsync($"/rooms/{room}")).QuerySelector("#m1 .replies")!.TextContent);
    }

    [Fact]
    public async Task A_reply_is_edited_deleted_and_quoted_as_any_message()
    {
        var (ann, bob, room) = await TwoAsync();
        await ann.SayAsync(room, "root");
        var reply = await bob.ReplyAsync(room, 1, "teh");
        var answer = await ann.ReplyAsync(room, 1, "sure", quoted: reply.Number);

        await bob.EditAsync(room, reply.Number, "the");
        var edited = await ann.PageAsync($"/rooms/{room}/1/thread");
        await bob.DeleteAsync(room, reply.Number);
        var deleted = await ann.PageAsync($"/rooms/{room}/1/thread");

        Assert.Equal("the", edited.QuerySelector($"#m{answer.Number} .quote span")!.TextContent);
        Assert.NotNull(deleted.QuerySelector($"#m{answer.Number} .quote.deleted"));
        Assert.Equal("2", (await ann.PageAsync($"/rooms/{room}")).QuerySelector("#m1 .replies")!.TextContent);
    }

    [Fact]
    public async Task One_replies_without_scripts()
    {
        var (ann, bob, room) = await TwoAsync();
        await ann.SayAsync(room, "root");

        using var sent = await bob.SubmitAsync(await bob.PageAsync($"/rooms/{room}/1/thread"), ".composer", ("Body", "plainly"));

        Assert.Equal($"/rooms/{room}/1/thread", sent.Headers.Location!.ToString());
        Assert.Equal(["root", "plainly"], (await bob.FollowAsync(sent)).Texts(".message .body"));
        using var refused = await bob.SubmitAsync(await bob.PageAsync($"/rooms/{room}/1/thread"), ".composer", ("Body", "x\u0007"));
        Assert.Equal("1", (await Visitor.ReadAsync(refused)).QuerySelector("#composer [name=Thread]")!.GetAttribute("value"));
    }

    private static string[] Ends(IDocument page)
    {
        var texts = page.QuerySelectorAll(".messages .message .body").Select(body => body.TextContent.Trim()).ToArray();
        return [texts[0], texts[^1]];
    }

    private async Task<(Visitor Ann, Visitor Bob, long Room)> TwoAsync()
    {
        var (ann, bob) = (await app.SignUpAsync("ann"), await app.SignUpAsync("bob"));
        var room = await ann.CreateRoomAsync($"Threads {Guid.NewGuid():N}");
        await bob.JoinAsync(room);
        return (ann, bob, room);
    }
}
