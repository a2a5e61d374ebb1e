using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Rooms;

public sealed class InvitationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Into_a_private_room_one_comes_by_invitation()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Two of us", listed: false);

        using var invited = await InviteAsync(ann, room, bob.UserName);
        var list = await bob.PageAsync("/rooms");
        using var accepted = await bob.SubmitAsync(list, $"form[action='/rooms/{room}/join']");

        Assert.Contains($"{bob.UserName} is invited.", (await ann.FollowAsync(invited)).Words(), StringComparison.Ordinal);
        Assert.Contains("ann invites you.", list.Words(), StringComparison.Ordinal);
        Assert.Equal("1", list.QuerySelector("#sidebar .invitations [aria-hidden]")!.TextContent);
        Assert.Equal("Two of us", (await bob.FollowAsync(accepted)).Heading());
        Assert.Null((await bob.PageAsync("/rooms")).QuerySelector(".invitations"));
    }

    [Fact]
    public async Task Nobody_else_comes_into_a_private_room()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync("Not for Eve", listed: false);
        using var invited = await InviteAsync(ann, room, bob.UserName);

        using var answer = await eve.PostAsync($"/rooms/{room}/join");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_invitation_serves_in_place_of_the_password()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Guests", "sesame");
        using var invited = await InviteAsync(ann, room, bob.UserName);

        await bob.JoinAsync(room);

        Assert.Equal("Guests", (await bob.PageAsync($"/rooms/{room}")).Heading());
    }

    [Fact]
    public async Task Whoever_declines_is_invited_no_more()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Declined", listed: false);
        using var invited = await InviteAsync(ann, room, bob.UserName);

        using var declined = await bob.SubmitAsync(await bob.PageAsync("/rooms"), $"form[action='/rooms/{room}/decline']");
        using var joined = await bob.PostAsync($"/rooms/{room}/join");

        Assert.Empty((await bob.FollowAsync(declined)).QuerySelectorAll(".invitations"));
        Assert.Equal(HttpStatusCode.NotFound, joined.StatusCode);
    }

    [Fact]
    public async Task Inviting_twice_is_inviting_once()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Twice", listed: false);

        using var first = await InviteAsync(ann, room, bob.UserName);
        using var second = await InviteAsync(ann, room, bob.UserName);

        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        Assert.Single((await bob.PageAsync("/rooms")).QuerySelectorAll($"form[action='/rooms/{room}/join']"));
    }

    [Fact]
    public async Task Many_who_invite_one_person_at_the_same_moment_invite_once()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("All at once", listed: false);
        await ann.TokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => InviteAsync(ann, room, bob.UserName)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
        Assert.Equal(1, await app.AskAsync(db => db.Invitations.CountAsync(i => i.RoomId == room)));
    }

    [Fact]
    public async Task The_name_may_be_written_as_one_mentions_it()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Mentioned", listed: false);

        using var answer = await InviteAsync(ann, room, $" @{bob.UserName.ToUpperInvariant()} ");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await bob.JoinAsync(room);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("nobody.at.all")]
    [InlineData("<script>")]
    public async Task Nobody_can_be_invited_who_is_not_there(string name)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Nobody {Guid.NewGuid()}", listed: false);

        using var answer = await InviteAsync(ann, room, name);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal("Nobody has this user name.", page.ErrorOf("UserName"));
        Assert.Equal(name.Trim(), (page.ValueOf("UserName") ?? "").Trim());
    }

    [Fact]
    public async Task Whoever_is_in_cannot_be_invited()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Here already", listed: false);

        using var answer = await InviteAsync(ann, room, ann.UserName);

        Assert.Equal("This person is in the room already.", (await Visitor.ReadAsync(answer)).ErrorOf("UserName"));
    }

    [Fact]
    public async Task An_invitation_is_told_at_once()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Told", listed: false);
        await using var stream = await bob.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        using var answer = await InviteAsync(ann, room, bob.UserName);

        await stream.NextAsync("you");
    }

    [Fact]
    public async Task The_invitations_of_a_deleted_room_are_gone()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Soon gone", listed: false);
        using var invited = await InviteAsync(ann, room, bob.UserName);

        using var deleted = await ann.PostAsync($"/rooms/{room}/settings/delete", ("Confirm", "Soon gone"));

        Assert.DoesNotContain("Soon gone", (await bob.PageAsync("/rooms")).Words(), StringComparison.Ordinal);
        using var joined = await bob.PostAsync($"/rooms/{room}/join");
        Assert.Equal(HttpStatusCode.NotFound, joined.StatusCode);
    }

    private static Task<HttpResponseMessage> InviteAsync(Visitor visitor, long room, string name) =>
        visitor.PostAsync($"/rooms/{room}/members", ("UserName", name));
}
