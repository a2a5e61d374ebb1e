using System.Net;
using AngleSharp.Dom;
using Chat.Accounts;
using Chat.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Rooms;

public sealed class InviteLinkTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_link_shows_the_room_and_lets_whoever_follows_it_in()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("By link", listed: false);
        var code = await ann.MakeLinkAsync(room, hours: 24, uses: 10);

        var page = await bob.PageAsync($"/i/{code}");
        using var joined = await bob.SubmitAsync(page, "main form");

        Assert.Equal("By link", page.Heading());
        Assert.Contains("1 member", page.Words(), StringComparison.Ordinal);
        Assert.Contains("ann invites you.", page.Words(), StringComparison.Ordinal);
        Assert.Equal("By link", (await bob.FollowAsync(joined)).Heading());
        Assert.Contains("Came in: 1 of 10.", (await ann.PageAsync($"/rooms/{room}/invite")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_signs_up_into_the_room_or_signs_in_and_comes_back()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = app.Visit();
        var room = await ann.CreateRoomAsync("From outside", listed: false);
        var code = await ann.MakeLinkAsync(room);

        var invitation = await bob.PageAsync($"/i/{code}");
        var signUp = await bob.PageAsync(invitation.Address("a[href^='/signup']")!);
        using var signedUp = await bob.SubmitAsync(
            signUp, "main form", ("UserName", $"bob-{Guid.NewGuid():N}"[..16]), ("DisplayName", "bob"), ("Password", Visitor.Password));

        Assert.Equal("From outside", invitation.Heading());
        Assert.Null(invitation.QuerySelector("main form"));
        Assert.Contains(Uri.EscapeDataString($"/i/{code}"), invitation.Address("a[href^='/signin']"), StringComparison.Ordinal);
        Assert.Equal($"/rooms/{room}", signedUp.Headers.Location!.ToString());
        Assert.Equal("From outside", (await bob.FollowAsync(signedUp)).Heading());
    }

    [Fact]
    public async Task The_link_is_shown_as_a_QR_code_without_styles_of_its_own()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Pictured");
        await ann.MakeLinkAsync(room);

        var list = await ann.PageAsync($"/rooms/{room}/invite");
        var page = await ann.PageAsync(list.Address(".links a.button")!.Split('#')[0]);

        Assert.Null(list.QuerySelector(".qr"));
        var code = page.QuerySelector(".qr[role=img] svg")!;
        Assert.NotNull(code.GetAttribute("viewBox"));
        Assert.Empty(code.QuerySelectorAll("[style], style, script"));
    }

    [Fact]
    public async Task Whoever_is_in_is_led_to_the_room_and_uses_nothing_up()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Once is enough", listed: false);
        var code = await ann.MakeLinkAsync(room, uses: 1);

        using var first = await bob.PostAsync($"/i/{code}");
        using var again = await bob.PostAsync($"/i/{code}");
        using var looked = await bob.GetAsync($"/i/{code}");
        using var hers = await ann.PostAsync($"/i/{code}");

        Assert.All(new[] { first, again, looked, hers }, answer => Assert.Equal($"/rooms/{room}", answer.Headers.Location!.ToString()));
        Assert.Equal(1, await UsesAsync(code));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("revoked")]
    [InlineData("used up")]
    [InlineData("archived")]
    [InlineData("deleted")]
    public async Task What_opens_nothing_is_as_unknown(string why)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        using var nobody = app.Visit();
        var name = $"Shut {why}";
        var room = await ann.CreateRoomAsync(name, listed: false);
        var code = await ann.MakeLinkAsync(room, uses: 1);
        switch (why)
        {
            case "unknown":
                code = code[1..] + "A";
                break;
            case "revoked":
                using (await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}/invite"), "form[action$=revoke]"))
                    break;
            case "used up":
                using (await cid.PostAsync($"/i/{code}"))
                    break;
            case "archived":
                await ann.SetAsync(room, "archive");
                break;
            case "deleted":
                await ann.SetAsync(room, "delete", ("Confirm", name));
                break;
        }

        using var page = await bob.GetAsync($"/i/{code}");
        using var join = await bob.PostAsync($"/i/{code}");
        using var outside = await nobody.GetAsync($"/i/{code}");

        foreach (var answer in new[] { page, join, outside })
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("There is nothing here", (await Visitor.ReadAsync(answer)).Heading());
        }

        Assert.False(await app.IsInAsync(room, bob));
        await using var scope = app.Services.CreateAsyncScope();
        Assert.Null(await scope.ServiceProvider.GetRequiredService<InviteLinks>().FindAsync(code, default));
    }

    [Fact]
    public async Task A_link_ends_when_its_time_is_over()
    {
        var clock = new TestClock();
        await using var timed = new ChatApp(clock: clock);
        using var ann = await timed.SignUpAsync("ann");
        using var bob = await timed.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("For an hour", listed: false);
        var code = await ann.MakeLinkAsync(room, hours: 1);
        await bob.PageAsync($"/i/{code}");

        clock.Skip(TimeSpan.FromHours(1));

        using var late = await bob.PostAsync($"/i/{code}");
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Empty((await ann.PageAsync($"/rooms/{room}/invite")).QuerySelectorAll(".links > li"));
    }

    [Fact]
    public async Task However_many_come_at_once_no_more_come_in_than_may()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Ten seats", listed: false);
        var code = await ann.MakeLinkAsync(room, uses: 10);
        var people = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => app.SignUpAsync("guest")));
        await Task.WhenAll(people.Select(person => person.TokenAsync()));

        var answers = await Task.WhenAll(people.SelectMany(person => new[] { person.PostAsync($"/i/{code}"), person.PostAsync($"/i/{code}") }));

        Assert.Equal(20, answers.Count(answer => answer.StatusCode is HttpStatusCode.SeeOther));
        Assert.Equal(10, await UsesAsync(code));
        Assert.Equal(11, await app.AskAsync(db => db.Rooms.Where(r => r.Id == room).Select(r => r.Members).SingleAsync()));
        foreach (var person in people)
            person.Dispose();
    }

    [Fact]
    public async Task Members_make_no_links_and_revoke_none_and_nobody_those_of_another_room()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Her links");
        var code = await ann.MakeLinkAsync(room);
        await bob.JoinAsync(room);
        var his = await bob.CreateRoomAsync("His room");
        var link = await app.AskAsync(db => db.InviteLinks.Where(l => l.Code == code).Select(l => l.Id).SingleAsync());

        using var made = await bob.PostAsync($"/rooms/{room}/invite", ("Hours", "1"), ("Uses", "1"));
        using var revoked = await bob.PostAsync($"/rooms/{room}/invite/revoke", ("Link", $"{link}"));
        using var crossed = await bob.PostAsync($"/rooms/{his}/invite/revoke", ("Link", $"{link}"));
        using var odd = await ann.PostAsync($"/rooms/{room}/invite", ("Hours", "5"), ("Uses", "1"));

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.BadRequest], [made.StatusCode, revoked.StatusCode, odd.StatusCode]);
        Assert.Single((await ann.PageAsync($"/rooms/{room}/invite")).QuerySelectorAll(".links > li"));
    }

    [Fact]
    public async Task A_flood_of_links_is_refused()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Flooded");
        await app.WriteAsync(scope =>
        {
            for (var i = 0; i < 50; i++)
                scope.Db.InviteLinks.Add(new InviteLink { RoomId = room, Code = $"{room}-{i}", CreatedById = ann.Id, CreatedAt = scope.Now });
            scope.Db.SaveChanges();
        });

        using var answer = await ann.PostAsync($"/rooms/{room}/invite", ("Hours", "1"), ("Uses", "1"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(answer)).Alert());
    }

    [Theory]
    [InlineData("Chat:Limits:Links")]
    [InlineData("Chat:Limits:LinksPerPerson")]
    public async Task Whoever_guesses_is_slowed_down(string limit)
    {
        await using var strict = new ChatApp(settings: (limit, "2"));
        using var eve = await strict.SignUpAsync("eve");

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await eve.GetAsync($"/i/guess{i}");
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task Whoever_is_blocked_or_gone_cannot_be_invited_and_nothing_is_told()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync("Apart");
        await app.BlockAsync(bob, ann);
        await app.CloseAsync(cid);

        foreach (var guest in new[] { bob, cid })
        {
            using var answer = await ann.PostAsync($"/rooms/{room}/members", ("UserName", guest.UserName));
            Assert.Equal("Nobody has this user name.", (await Visitor.ReadAsync(answer)).ErrorOf("UserName"));
        }
    }

    private Task<int> UsesAsync(string code) => app.AskAsync(db => db.InviteLinks.Where(l => l.Code == code).Select(l => l.Uses).SingleAsync());
}
