using System.Net;
using Chat.Core;
using Chat.Tests.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Messages;

/// <summary>What a message said before it was edited.</summary>
public sealed class FormerTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task The_author_sees_what_was_changed()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Drafts and drafts");
        await ann.SayAsync(room, "we meet on Monday");
        await ann.EditAsync(room, 1, "we meet on Tuesday");
        await ann.EditAsync(room, 1, "we meet on Tuesday at ten");

        var page = await ann.PageAsync($"/rooms/{room}/1/history");

        Assert.Equal(["we meet on Tuesday at ten", "we meet on MondayTuesday", "we meet on Monday"], page.Texts(".wordings .words"));
        Assert.Equal(["Monday"], page.Texts("del"));
        Assert.Equal(["at ten", "Tuesday"], page.Texts("ins"));
        Assert.Equal(3, page.QuerySelectorAll(".wordings time").Length);
    }

    [Fact]
    public async Task Those_who_keep_order_see_it_and_members_do_not()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync("Who said what");
        await bob.JoinAsync(room);
        await cid.JoinAsync(room);
        await bob.SayAsync(room, "one");
        await bob.EditAsync(room, 1, "two");

        Assert.Equal(HttpStatusCode.OK, await ann.GetAsync($"/rooms/{room}/1/history").StatusOfAsync());
        Assert.Equal(HttpStatusCode.OK, await bob.GetAsync($"/rooms/{room}/1/history").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await cid.GetAsync($"/rooms/{room}/1/history").StatusOfAsync());
    }

    [Fact]
    public async Task In_direct_chats_and_groups_nobody_is_above_the_author()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.OpenDirectAsync(bob.Id);
        await bob.SayAsync(room, "one");
        await bob.EditAsync(room, 1, "two");

        Assert.Equal(HttpStatusCode.OK, await bob.GetAsync($"/rooms/{room}/1/history").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ann.GetAsync($"/rooms/{room}/1/history").StatusOfAsync());
    }

    [Fact]
    public async Task Fifty_former_versions_are_kept_and_deleting_removes_them_all()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("On and on");
        await ann.SayAsync(room, "words 0");
        for (var n = 1; n <= 53; n++)
            await ann.EditAsync(room, 1, $"words {n}");

        var page = await ann.PageAsync($"/rooms/{room}/1/history");
        Assert.Equal(51, page.QuerySelectorAll(".wordings > li").Length);
        Assert.EndsWith("words 3", page.Texts(".wordings .words")[^1], StringComparison.Ordinal);
        await ann.DeleteAsync(room, 1);

        Assert.Equal(0, await app.AskAsync(db => db.Versions.CountAsync(v => v.RoomId == room)));
        Assert.Equal(HttpStatusCode.NotFound, await ann.GetAsync($"/rooms/{room}/1/history").StatusOfAsync());
    }

    [Theory]
    [InlineData("a b c", "a x c", "a ", "b", "x", " c")]
    [InlineData("same", "same", "same", "", "", "")]
    [InlineData("", "new", "", "", "new", "")]
    [InlineData("aa", "aaa", "aa", "", "a", "")]
    [InlineData("회의는 월요일", "회의는 화요일", "회의는 ", "월요일", "화요일", "")]
    public void A_difference_keeps_whole_words_where_it_can(string before, string after, string start, string removed, string added, string end) =>
        Assert.Equal(new Difference(start, removed, added, end), Difference.Between(before, after));
}
