using System.Net;
using Chat.Data;
using Chat.Tests.Rooms;

namespace Chat.Tests.Messages;

/// <summary>Those who keep order delete what others said.</summary>
public sealed class DeletingOthersTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_moderator_deletes_what_a_member_said_and_it_is_noted_once()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync("Kept clean");
        await bob.JoinAsync(room);
        await cid.JoinAsync(room);
        await ann.RaiseAsync(room, bob, Role.Moderator);
        await cid.SayAsync(room, "spam");

        var first = await bob.DeleteAsync(room, 1);
        var second = await ann.DeleteAsync(room, 1);

        Assert.Equal(first, second);
        Assert.Equal([(1, "")], await cid.ReadRoomAsync($"/rooms/{room}"));
        Assert.Equal(["bob deleted a message of cid.", "ann made bob a moderator."], (await ann.PageAsync($"/rooms/{room}/audit")).Texts(".audit li > span"));
    }

    [Fact]
    public async Task Without_a_script_the_page_says_whose_it_is()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Whose");
        await bob.JoinAsync(room);
        await bob.SayAsync(room, "spam");

        var page = await ann.PageAsync($"/rooms/{room}/1/delete");
        using var deleted = await ann.SubmitAsync(page, "form[action$='/delete']");

        Assert.Contains("bob wrote it.", page.Words(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form.edit"));
        Assert.NotNull((await ann.FollowAsync(deleted)).QuerySelector("#m1.deleted"));
    }

    [Fact]
    public async Task Moderators_leave_the_words_of_owners_and_of_each_other_alone()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync("Equals");
        await bob.JoinAsync(room);
        await cid.JoinAsync(room);
        await ann.RaiseAsync(room, bob, Role.Moderator);
        await ann.RaiseAsync(room, cid, Role.Moderator);
        await ann.SayAsync(room, "from above");
        await cid.SayAsync(room, "from beside");

        Assert.Equal(HttpStatusCode.Forbidden, await bob.PostJsonAsync($"/rooms/{room}/1/delete").StatusOfAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await bob.PostJsonAsync($"/rooms/{room}/2/delete").StatusOfAsync());
        Assert.Equal(HttpStatusCode.OK, await ann.PostJsonAsync($"/rooms/{room}/2/delete").StatusOfAsync());
    }

    [Fact]
    public async Task In_a_direct_chat_everybody_deletes_their_own_alone()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.OpenDirectAsync(bob.Id);
        await bob.SayAsync(room, "mine");

        Assert.Equal(HttpStatusCode.NotFound, await ann.PostJsonAsync($"/rooms/{room}/1/delete").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ann.GetAsync($"/rooms/{room}/1/delete").StatusOfAsync());
    }
}
