using System.Net;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Admin;

public sealed class SignUpRuleTests : IAsyncLifetime
{
    private ChatApp App { get; } = new();
    private Visitor Root { get; set; } = null!;

    public async Task InitializeAsync() => Root = await App.SignUpAsync("root");

    public async Task DisposeAsync()
    {
        Root.Dispose();
        await App.DisposeAsync();
    }

    [Fact]
    public async Task While_sign_up_is_closed_nobody_gets_in_and_everybody_is_told_so()
    {
        var invitation = await Root.InvitationAsync();
        await Root.DecidesAsync("Closed");
        using var visitor = App.Visit();

        Assert.Null((await visitor.PageAsync("/signin")).QuerySelector("a[href^='/signup']"));
        foreach (var path in new[] { "/signup", invitation })
        {
            var page = await visitor.PageAsync(path);
            Assert.Contains("Nobody can sign up on this server now.", page.Words(), StringComparison.Ordinal);
            Assert.Null(page.QuerySelector("main form"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await TryAsync(path)).StatusCode);
        }

        Assert.Equal(1, await App.AskAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task By_invitation_whoever_has_one_gets_in_once()
    {
        await Root.DecidesAsync("Invited");
        var invitation = await Root.InvitationAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await TryAsync("/signup")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await TryAsync("/signup?invite=made-up")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(invitation)).StatusCode);

        using var again = await TryAsync(invitation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("This invitation is used up", (await Visitor.ReadAsync(again)).Words(), StringComparison.Ordinal);
        Assert.Equal(2, await App.AskAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task The_invitation_stays_in_the_form_when_something_else_is_wrong()
    {
        await Root.DecidesAsync("Invited");
        using var visitor = App.Visit();
        var form = await visitor.PageAsync(await Root.InvitationAsync());

        using var refused = await visitor.SubmitAsync(form, "main form", ("UserName", "cid"), ("Password", "short"));
        using var taken = await visitor.SubmitAsync(await Visitor.ReadAsync(refused), "main form", ("Password", Visitor.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
    }

    [Fact]
    public async Task However_many_come_at_once_no_more_get_in_than_the_invitation_has_uses()
    {
        await Root.DecidesAsync("Invited");
        var invitation = await Root.InvitationAsync(uses: "3");
        var visitors = Enumerable.Range(0, 12).Select(_ => App.Visit()).ToList();
        await Task.WhenAll(visitors.Select(visitor => visitor.TokenAsync()));

        var answers = await Task.WhenAll(visitors.Select((visitor, n) =>
            visitor.PostAsync(invitation, ("UserName", $"guest{n}"), ("Password", Visitor.Password))));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(3, await App.AskAsync(db => db.InviteLinks.Select(l => l.Uses).SingleAsync()));
        Assert.Equal(4, await App.AskAsync(db => db.Users.CountAsync()));
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task A_name_that_is_taken_costs_the_invitation_no_use()
    {
        await Root.DecidesAsync("Invited");
        var invitation = await Root.InvitationAsync();

        using var refused = await TryAsync(invitation, Root.UserName);

        Assert.Equal("This user name is taken.", (await Visitor.ReadAsync(refused)).ErrorOf("UserName"));
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(invitation)).StatusCode);
    }

    [Fact]
    public async Task A_revoked_invitation_is_good_no_longer_and_leaves_the_list()
    {
        await Root.DecidesAsync("Invited");
        var invitation = await Root.InvitationAsync(uses: "");

        using var revoked = await Root.SubmitAsync(await Root.PageAsync("/admin/sign-up"), "form[action$=revoke]");

        Assert.Empty((await Root.FollowAsync(revoked)).QuerySelectorAll(".invite-links li"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await TryAsync(invitation)).StatusCode);
        Assert.Equal(["revoke-link", "link", "sign-up: invited"], await App.DeedsAsync(Root.Id));
    }

    [Fact]
    public async Task A_room_s_link_is_not_revoked_here()
    {
        var room = await Root.CreateRoomAsync("Elsewhere");
        var link = await LinkIntoAsync(room);

        using var answer = await Root.PostAsync("/admin/sign-up/revoke", ("Link", $"{link.Id}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty((await Root.PageAsync("/admin/sign-up")).QuerySelectorAll(".invite-links li"));
    }

    [Fact]
    public async Task An_invitation_ends_by_itself()
    {
        var clock = new TestClock();
        await using var slow = new ChatApp(clock: clock);
        using var host = await slow.SignUpAsync("host");
        await host.DecidesAsync("Invited");
        var invitation = await host.InvitationAsync(uses: "", days: "1");
        Assert.NotNull((await slow.Visit().PageAsync(invitation)).QuerySelector("main form"));

        clock.Skip(TimeSpan.FromDays(1));

        Assert.Null((await slow.Visit().PageAsync(invitation)).QuerySelector("main form"));
        using var answer = await slow.Visit().PostAsync(invitation, ("UserName", "late"), ("Password", Visitor.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task A_room_s_invite_link_leads_into_the_room_even_where_signing_up_takes_an_invitation()
    {
        await Root.DecidesAsync("Invited");
        var room = await Root.CreateRoomAsync("Inner circle", listed: false);
        var link = await LinkIntoAsync(room);

        using var answer = await TryAsync($"/signup?invite={link.Code}", "cid");

        Assert.Equal($"/rooms/{room}", answer.Headers.Location!.ToString());
        Assert.Equal(2, await App.AskAsync(db => db.Memberships.CountAsync(m => m.RoomId == room && m.LeftAt == null)));
        Assert.Equal(1, await App.AskAsync(db => db.InviteLinks.Select(l => l.Uses).SingleAsync()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await TryAsync($"/signup?invite={link.Code}", "dan")).StatusCode);
    }

    [Fact]
    public async Task Where_everybody_may_sign_up_a_dead_invitation_keeps_nobody_out()
    {
        using var visitor = App.Visit();

        var page = await visitor.PageAsync("/signup?invite=long-gone");
        using var answer = await visitor.SubmitAsync(page, "main form", ("UserName", "cid"), ("Password", Visitor.Password));

        Assert.Equal("This invitation is no longer good, but you can sign up without one.", page.QuerySelector(".notice")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task The_very_first_person_may_always_sign_up()
    {
        await using var empty = new ChatApp();
        await empty.WriteAsync(scope =>
        {
            scope.Db.Settings.Add(new Setting { Key = "sign-up", Value = "closed" });
            scope.Db.SaveChanges();
        });

        using var first = await empty.SignUpAsync("first");

        await first.PageAsync("/admin");
        using var second = await empty.Visit().PostAsync("/signup", ("UserName", "second"), ("Password", Visitor.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
    }

    [Fact]
    public async Task Whoever_guesses_at_invitations_must_wait()
    {
        await using var careful = new ChatApp(settings: ("Chat:Limits:Links", "3"));
        using var host = await careful.SignUpAsync("host");
        using var stranger = careful.Visit();
        for (var n = 0; n < 3; n++)
            await stranger.PageAsync($"/signup?invite={n}");

        using var seen = await stranger.GetAsync("/signup?invite=4");
        using var tried = await stranger.PostAsync("/signup", ("Invite", "5"), ("UserName", "guesser"), ("Password", Visitor.Password));

        Assert.Equal(HttpStatusCode.TooManyRequests, seen.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, tried.StatusCode);
        Assert.Equal("guesser", (await Visitor.ReadAsync(tried)).ValueOf("UserName"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    public async Task An_invitation_is_for_a_number_of_people_that_makes_sense(string uses)
    {
        using var answer = await Root.PostAsync("/admin/sign-up/invite", ("Days", "7"), ("Uses", uses));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(answer)).ErrorOf("Uses"));
    }

    private async Task<InviteLink> LinkIntoAsync(long room)
    {
        var link = new InviteLink { RoomId = room, Code = $"into-{room}", CreatedById = Root.Id, CreatedAt = DateTimeOffset.UnixEpoch, MaxUses = 1 };
        await App.WriteAsync(scope =>
        {
            scope.Db.InviteLinks.Add(link);
            scope.Db.SaveChanges();
        });
        return link;
    }

    private async Task<HttpResponseMessage> TryAsync(string path, string userName = "cid")
    {
        using var visitor = App.Visit();
        return await visitor.PostAsync(path, ("UserName", userName), ("Password", Visitor.Password));
    }
}
