using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Rooms;

public sealed class ReadAllTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task All_is_read_at_once_and_can_be_taken_back()
    {
        var (ann, bob, room, chat) = await UnreadAsync();

        using var read = await ann.SubmitAsync(await ann.PageAsync("/rooms"), "#read-all");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(("", ""), (await ann.UnreadAsync(room), await ann.UnreadAsync(chat)));
        Assert.Equal("2", await bob.UnreadAsync(room));
        using var undone = await ann.SubmitAsync(await Visitor.ReadAsync(read), "form[action='/read/undo']");

        Assert.Equal(HttpStatusCode.SeeOther, undone.StatusCode);
        Assert.Equal(("2", "1"), (await ann.UnreadAsync(room), await ann.UnreadAsync(chat)));
    }

    [Fact]
    public async Task The_other_devices_hear_of_both()
    {
        var (ann, _, room, _) = await UnreadAsync();
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);
        await using var stream = await phone.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        using var read = await ann.PostAsync("/read");
        Assert.False((await stream.NextAsync("you")).TryGetProperty("back", out _));
        using var undone = await ann.PostAsync("/read/undo", ("Marks", $"{room}:0"));

        Assert.True((await stream.NextAsync("you")).GetProperty("back").GetBoolean());
    }

    [Fact]
    public async Task Marks_go_back_only_and_only_ones_own_do()
    {
        var (ann, bob, room, chat) = await UnreadAsync();
        using var eve = await app.SignUpAsync("eve");
        using var read = await ann.PostAsync("/read");

        using var forward = await bob.PostAsync("/read/undo", ("Marks", $"{room}:2"));
        using var stranger = await eve.PostAsync("/read/undo", ("Marks", $"{room}:0,{chat}:0"));

        Assert.Equal(HttpStatusCode.SeeOther, forward.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, stranger.StatusCode);
        Assert.Equal("2", await bob.UnreadAsync(room));
        Assert.Equal("", await ann.UnreadAsync(room));
        Assert.Equal(0, await app.AskAsync(db => db.Memberships.CountAsync(m => m.PersonId == eve.Id)));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1:-1")]
    [InlineData("0:1")]
    [InlineData("1:1;DROP")]
    [InlineData("1:1,1:0")]
    public async Task What_is_no_list_of_marks_is_refused(string marks)
    {
        using var ann = await app.SignUpAsync("ann");

        Assert.Equal(HttpStatusCode.BadRequest, await ann.PostAsync("/read/undo", ("Marks", marks)).StatusOfAsync());
    }

    [Fact]
    public async Task Where_nothing_is_unread_nothing_is_offered()
    {
        using var ann = await app.SignUpAsync("ann");
        await ann.CreateRoomAsync($"Quiet {Guid.NewGuid()}");

        Assert.NotNull((await ann.PageAsync("/rooms")).QuerySelector("#read-all[hidden]"));
        using var read = await ann.PostAsync("/read");
        Assert.Null((await Visitor.ReadAsync(read)).QuerySelector("form[action='/read/undo']"));
    }

    /// <summary>Two messages wait for Ann in a room and one in a chat; the same two for Bob, in the room.</summary>
    private async Task<(Visitor Ann, Visitor Bob, long Room, long Chat)> UnreadAsync()
    {
        var ann = await app.SignUpAsync("ann");
        var bob = await app.SignUpAsync("bob");
        var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync($"Busy {Guid.NewGuid()}");
        await bob.JoinAsync(room);
        await cid.JoinAsync(room);
        await cid.SayAsync(room, "one");
        await cid.SayAsync(room, "two");
        var chat = await cid.OpenDirectAsync(ann.Id);
        await cid.SayAsync(chat, "three");
        return (ann, bob, room, chat);
    }
}
