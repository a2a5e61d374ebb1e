using System.Net;
using AngleSharp.Dom;

namespace Chat.Tests.Messages;

public sealed class UnreadTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task What_others_say_counts_and_what_one_says_oneself_does_not()
    {
        var (ann, bob, room) = await TwoInAsync("Counting");

        await bob.SayAsync(room, "one");
        await bob.SayAsync(room, "two");

        Assert.Equal("2", await UnreadAsync(ann, room));
        Assert.Equal("", await UnreadAsync(bob, room));
    }

    [Fact]
    public async Task Whoever_answers_has_read()
    {
        var (ann, bob, room) = await TwoInAsync("Answering");
        await bob.SayAsync(room, "question?");

        await ann.SayAsync(room, "answer");

        Assert.Equal("", await UnreadAsync(ann, room));
        Assert.Equal("1", await UnreadAsync(bob, room));
    }

    [Fact]
    public async Task A_newcomer_sees_all_and_has_nothing_unread()
    {
        var (ann, _, room) = await TwoInAsync("Old times");
        await ann.SayAsync(room, "one");
        await ann.SayAsync(room, "two");
        using var cid = await app.SignUpAsync("cid");

        await cid.JoinAsync(room);

        Assert.Equal([(1, "one"), (2, "two")], await cid.ReadRoomAsync($"/rooms/{room}"));
        Assert.Equal("", await UnreadAsync(cid, room));
        Assert.Null((await cid.PageAsync($"/rooms/{room}")).GetElementById("new"));
    }

    [Fact]
    public async Task The_line_stands_before_the_first_unread_message()
    {
        var (ann, bob, room) = await TwoInAsync("The line");
        await bob.SayAsync(room, "old");
        await ReadAsync(ann, room, 1);
        await bob.SayAsync(room, "new");
        await bob.SayAsync(room, "newer");

        var page = await ann.PageAsync($"/rooms/{room}");

        Assert.Equal("m2", page.GetElementById("new")!.NextElementSibling!.Id);
        Assert.Equal("New since you left", page.GetElementById("new")!.TextContent);
        Assert.Equal("1", page.GetElementById("main")!.GetAttribute("data-read"));
        Assert.Equal("3", page.GetElementById("main")!.GetAttribute("data-head"));
    }

    [Fact]
    public async Task A_room_with_more_unread_than_a_page_opens_at_the_line()
    {
        var (ann, bob, room) = await TwoInAsync("A flood");
        for (var number = 1; number <= 80; number++)
            await bob.SayAsync(room, $"message {number}");
        await ReadAsync(ann, room, 15);

        var page = await ann.PageAsync($"/rooms/{room}");

        Assert.Equal("m16", page.GetElementById("new")!.NextElementSibling!.Id);
        Assert.Equal("m6", page.QuerySelector("article.message")!.Id);
        Assert.NotNull(page.QuerySelector("a.newer"));
    }

    [Fact]
    public async Task The_mark_moves_forward_only()
    {
        var (ann, bob, room) = await TwoInAsync("Forward");
        for (var number = 1; number <= 3; number++)
            await bob.SayAsync(room, $"message {number}");

        await ReadAsync(ann, room, 2);
        await ReadAsync(ann, room, 1);

        Assert.Equal("1", await UnreadAsync(ann, room));
    }

    [Fact]
    public async Task What_is_not_said_yet_cannot_have_been_read()
    {
        var (ann, bob, room) = await TwoInAsync("Future");
        await bob.SayAsync(room, "one");
        await ReadAsync(ann, room, long.MaxValue);

        await bob.SayAsync(room, "two");

        Assert.Equal("1", await UnreadAsync(ann, room));
    }

    [Fact]
    public async Task Read_on_one_device_is_read_on_the_other_at_once()
    {
        var (ann, bob, room) = await TwoInAsync("Devices");
        await bob.SayAsync(room, "one");
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);
        await using var stream = await phone.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        await ReadAsync(ann, room, 1);

        var you = await stream.NextAsync("you");
        Assert.Equal(room, you.GetProperty("room").GetInt64());
        Assert.Equal(1, you.GetProperty("read").GetInt64());
        Assert.Equal("", await UnreadAsync(phone, room));
    }

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task A_mark_that_is_no_number_is_refused(string number)
    {
        var (ann, bob, room) = await TwoInAsync($"No number {Guid.NewGuid()}");
        await bob.SayAsync(room, "one");

        using var answer = await ann.PostJsonAsync($"/rooms/{room}/read", ("Number", number));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("1", await UnreadAsync(ann, room));
    }

    [Fact]
    public async Task The_sidebar_alone_is_sent_only_when_it_has_changed()
    {
        var (ann, bob, room) = await TwoInAsync("Sidebar");
        using var first = await ann.GetAsync("/sidebar");
        var tag = first.Headers.ETag!.ToString();

        using var same = await ann.GetAsync("/sidebar", headers: ("If-None-Match", tag));
        await bob.SayAsync(room, "news");
        using var changed = await ann.GetAsync("/sidebar", headers: ("If-None-Match", tag));

        Assert.Equal(["NAV"], (await Visitor.ReadAsync(first)).Body!.Children.Select(child => child.TagName));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal("1", (await Visitor.ReadAsync(changed)).QuerySelector($"[data-room='{room}'] .count")!.TextContent);
    }

    private async Task<(Visitor Ann, Visitor Bob, long Room)> TwoInAsync(string name)
    {
        var ann = await app.SignUpAsync("ann");
        var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync(name);
        await bob.JoinAsync(room);
        return (ann, bob, room);
    }

    private static async Task ReadAsync(Visitor visitor, long room, long number)
    {
        using var answer = await visitor.PostJsonAsync($"/rooms/{room}/read", ("Number", $"{number}"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>The number beside the room in the sidebar; empty if there is none to see.</summary>
    private static async Task<string> UnreadAsync(Visitor visitor, long room)
    {
        var link = (await visitor.PageAsync("/rooms")).QuerySelector($"#sidebar [data-room='{room}']")!;
        return link.QuerySelector(".unread:not([hidden]) .count")?.TextContent ?? "";
    }
}
