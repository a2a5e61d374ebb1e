using System.Net;
using Chat.Data;

namespace Chat.Tests.Rooms;

public sealed class RoleTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task An_owner_makes_a_moderator_on_the_member_s_page()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Raised");
        await bob.JoinAsync(room);
        var member = await ann.PageAsync($"/rooms/{room}/members/{bob.Id}");
        Assert.NotNull(member.QuerySelector("input[name=Role][value=Member][checked]"));

        await ann.RaiseAsync(room, bob, Role.Moderator);

        Assert.NotNull((await ann.PageAsync($"/rooms/{room}/members/{bob.Id}")).QuerySelector("input[name=Role][value=Moderator][checked]"));
        Assert.NotNull((await bob.PageAsync($"/rooms/{room}/members")).QuerySelector($"#members[data-role=moderator] #person-{bob.Id} .role.moderator"));
        Assert.NotNull((await bob.PageAsync($"/rooms/{room}")).QuerySelector("main[data-role=moderator]"));
    }

    [Fact]
    public async Task A_new_role_is_told_to_everybody_in_the_room()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Told of the rise");
        await bob.JoinAsync(room);
        await using var stream = await bob.StreamAsync($"rooms={room}:3");
        await stream.NextAsync("ready");

        await ann.RaiseAsync(room, bob, Role.Owner);

        var change = await stream.NextAsync("change");
        Assert.Equal(("member", bob.Id, 4), (change.GetProperty("kind").GetString(), change.GetProperty("person").GetInt64(), change.GetProperty("rev").GetInt64()));
        Assert.Contains("data-role=\"owner\"", change.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Member)]
    [InlineData(Role.Moderator)]
    public async Task Nobody_but_owners_changes_roles_or_the_room(Role role)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var name = $"Not yours {Guid.NewGuid()}";
        var room = await ann.CreateRoomAsync(name);
        await bob.JoinAsync(room);
        await cid.JoinAsync(room);
        if (role is not Role.Member)
            await ann.RaiseAsync(room, bob, role);

        var answers = new[]
        {
            await bob.TryAsync(room, bob, "role", ("Role", "Owner")),
            await bob.TryAsync(room, cid, "role", ("Role", "Moderator")),
            await bob.TryAsync(room, cid, "handover"),
            await bob.PostAsync($"/rooms/{room}/settings/writers", ("IsReadOnly", "true")),
            await bob.PostAsync($"/rooms/{room}/settings/archive"),
            await bob.PostAsync($"/rooms/{room}/settings/name", ("Name", "Mine")),
            await bob.PostAsync($"/rooms/{room}/settings/delete", ("Confirm", name)),
        };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal([ann.Id], await app.OwnersAsync(room));
        Assert.Equal(name, (await cid.PageAsync($"/rooms/{room}")).Heading());
    }

    [Fact]
    public async Task The_last_owner_cannot_step_down_but_can_hand_the_room_over()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Hand over");
        await bob.JoinAsync(room);

        using var stepsDown = await ann.TryAsync(room, ann, "role", ("Role", "Member"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stepsDown.StatusCode);
        Assert.Equal("A room needs an owner: make somebody else one first.", (await Visitor.ReadAsync(stepsDown)).Alert());
        Assert.Equal([ann.Id], await app.OwnersAsync(room));

        using var handsOver = await ann.SubmitAsync(
            await ann.PageAsync($"/rooms/{room}/members/{bob.Id}"), $"form[action='/rooms/{room}/members/{bob.Id}/handover']");
        Assert.Equal(HttpStatusCode.SeeOther, handsOver.StatusCode);
        Assert.Equal([bob.Id], await app.OwnersAsync(room));
        Assert.NotNull((await ann.PageAsync($"/rooms/{room}")).QuerySelector("main[data-role=moderator]"));
    }

    [Fact]
    public async Task Two_owners_who_demote_each_other_at_the_same_moment_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            using var ann = await app.SignUpAsync("ann");
            using var bob = await app.SignUpAsync("bob");
            var room = await ann.CreateRoomAsync($"Duel {round}");
            await bob.JoinAsync(room);
            await ann.RaiseAsync(room, bob, Role.Owner);

            var answers = await Task.WhenAll(
                ann.TryAsync(room, bob, "role", ("Role", "Member")), bob.TryAsync(room, ann, "role", ("Role", "Member")));

            Assert.Single(await app.OwnersAsync(room));
            Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.SeeOther);
        }
    }

    [Fact]
    public async Task A_room_falls_to_its_moderator_rather_than_to_an_older_member()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync("Succession");
        await bob.JoinAsync(room);
        await cid.JoinAsync(room);
        await ann.RaiseAsync(room, cid, Role.Moderator);

        await ann.LeaveAsync(room);

        Assert.Equal([cid.Id], await app.OwnersAsync(room));
    }

    [Fact]
    public async Task Whoever_becomes_a_moderator_is_silenced_no_more()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Forgiven");
        await bob.JoinAsync(room);
        await ann.SilenceAsync(room, bob);

        await ann.RaiseAsync(room, bob, Role.Moderator);

        await bob.SayAsync(room, "thank you");
    }

    [Fact]
    public async Task Members_are_found_by_parts_of_their_names()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("Bartholomäus");
        var room = await ann.CreateRoomAsync("Crowd");
        await bob.JoinAsync(room);

        var found = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}/members"), "main form[role=search]", ("find", "THOLOMÄ"));
        var page = await Visitor.ReadAsync(found);

        Assert.Equal([$"person-{bob.Id}"], page.QuerySelectorAll("#members[data-part=true] > li").Select(item => item.Id));
        Assert.Empty((await ann.PageAsync($"/rooms/{room}/members?find=nobody")).QuerySelectorAll("#members > li"));
        Assert.Null((await ann.PageAsync($"/rooms/{room}/members")).QuerySelector("#members[data-part=true]"));
    }
}
