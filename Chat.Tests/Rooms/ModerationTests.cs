using System.Net;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Rooms;

public sealed class ModerationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Who_is_removed_is_out_and_may_come_back_where_everybody_may()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Removed");
        await bob.JoinAsync(room);

        using var answer = await ann.SubmitAsync(
            await ann.PageAsync($"/rooms/{room}/members/{bob.Id}"), $"form[action='/rooms/{room}/members/{bob.Id}/remove']");

        Assert.Equal($"/rooms/{room}/members", answer.Headers.Location!.ToString());
        using var page = await bob.GetAsync($"/rooms/{room}");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        await bob.JoinAsync(room);
    }

    [Fact]
    public async Task Who_is_banned_comes_back_by_no_way_until_the_ban_is_lifted()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Locked out", "sesame");
        await bob.JoinAsync("Locked out", "sesame");
        var code = await ann.MakeLinkAsync(room);
        await ann.DecideAsync(room, bob, "ban");

        using var byPassword = await bob.PostAsync("/rooms/join", ("Name", "Locked out"), ("Password", "sesame"));
        using var openly = await bob.PostAsync($"/rooms/{room}/join");
        using var byLink = await bob.PostAsync($"/i/{code}");
        using var theLink = await bob.GetAsync($"/i/{code}");
        using var invited = await ann.PostAsync($"/rooms/{room}/members", ("UserName", bob.UserName));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, byPassword.StatusCode);
        Assert.Equal("There is no such room, or the password is wrong.", (await Visitor.ReadAsync(byPassword)).Alert());
        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound], [openly.StatusCode, byLink.StatusCode, theLink.StatusCode]);
        Assert.Equal("This person is banned from the room.", (await Visitor.ReadAsync(invited)).ErrorOf("UserName"));

        using var lifted = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}/bans"), "form.act");
        Assert.Empty((await ann.FollowAsync(lifted)).QuerySelectorAll(".people li"));
        Assert.Equal(room, await bob.JoinAsync("Locked out", "sesame"));
    }

    [Fact]
    public async Task A_ban_takes_an_invitation_back()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Taken back");
        await bob.JoinAsync(room);
        await bob.LeaveAsync(room);
        using var invited = await ann.PostAsync($"/rooms/{room}/members", ("UserName", bob.UserName));

        await ann.DecideAsync(room, bob, "ban");

        var list = await bob.PageAsync("/rooms?find=Taken");
        Assert.DoesNotContain("Taken back", list.Words(), StringComparison.Ordinal);
        using var joined = await bob.PostAsync($"/rooms/{room}/join");
        Assert.Equal(HttpStatusCode.NotFound, joined.StatusCode);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("ban")]
    [InlineData("silence")]
    public async Task Moderators_keep_order_among_members_only(string deed)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        using var dan = await app.SignUpAsync("dan");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync($"Order {deed}");
        foreach (var person in new[] { bob, cid, dan })
            await person.JoinAsync(room);
        await ann.RaiseAsync(room, bob, Role.Moderator);
        await ann.RaiseAsync(room, cid, Role.Moderator);

        await bob.DecideAsync(room, dan, deed);
        var refused = new[] { await bob.TryAsync(room, ann, deed), await bob.TryAsync(room, cid, deed), await bob.TryAsync(room, bob, deed) };
        var hidden = new[] { await eve.TryAsync(room, ann, deed), await dan.TryAsync(room, ann, deed), await bob.TryAsync(room, eve, deed) };

        Assert.All(refused, answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.All(hidden, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Null((await bob.PageAsync($"/rooms/{room}/members/{ann.Id}")).QuerySelector("main form"));
        Assert.True(await app.IsInAsync(room, ann) && await app.IsInAsync(room, bob) && await app.IsInAsync(room, cid));
    }

    [Theory]
    [InlineData("members/{0}")]
    [InlineData("bans")]
    [InlineData("audit")]
    [InlineData("invite")]
    public async Task Pages_for_keeping_order_are_for_those_who_do(string page)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync($"Office {Guid.NewGuid()}");
        await bob.JoinAsync(room);
        var path = $"/rooms/{room}/{string.Format(System.Globalization.CultureInfo.InvariantCulture, page, bob.Id)}";

        using var hers = await ann.GetAsync(path);
        using var his = await bob.GetAsync(path);
        using var nobodys = await eve.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, hers.StatusCode);
        Assert.Equal(page.StartsWith("members", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.NotFound, his.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nobodys.StatusCode);
    }

    [Theory]
    [InlineData("remove", "stream")]
    [InlineData("remove", "poll")]
    [InlineData("ban", "stream")]
    [InlineData("ban", "poll")]
    public async Task Who_is_out_hears_nothing_more(string deed, string by)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync($"Silent exit {deed} {by}");
        await bob.JoinAsync(room);
        await using var stream = await bob.StreamAsync($"rooms={room}:3");
        await stream.NextAsync("ready");

        await ann.DecideAsync(room, bob, deed);
        await ann.SayAsync(room, "behind his back");

        if (by == "stream")
        {
            Assert.Equal(room, (await stream.NextAsync("gone")).GetProperty("room").GetInt64());
            using var signedOut = await bob.PostAsync("/signout");
            while (await stream.NextAsync() is { } item)
                Assert.NotEqual("change", item.GetProperty("type").GetString());
        }
        else
        {
            var events = (await bob.PollAsync($"rooms={room}:3")).GetProperty("events").EnumerateArray().ToList();
            Assert.Equal("gone", Assert.Single(events).GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task Who_joins_while_being_banned_is_out_in_the_end()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Revolving");
        var code = await ann.MakeLinkAsync(room);
        var people = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.SignUpAsync("walker")));
        await Task.WhenAll(people.Select(person => person.JoinAsync(room)));
        await Task.WhenAll(people.Select(person => person.TokenAsync()));

        await Task.WhenAll(people.SelectMany(person => new Task[]
        {
            person.PostAsync($"/rooms/{room}/leave"), person.PostAsync($"/rooms/{room}/join"), ann.TryAsync(room, person, "ban"),
            person.PostAsync($"/i/{code}"), person.PostAsync($"/rooms/{room}/join"),
        }));

        Assert.Equal([ann.Id], await app.AskAsync(db => db.Memberships.Where(m => m.RoomId == room && m.LeftAt == null).Select(m => m.PersonId).ToListAsync()));
        Assert.Equal(1, await app.AskAsync(db => db.Rooms.Where(r => r.Id == room).Select(r => r.Members).SingleAsync()));
        Assert.Equal(people.Length, await app.AskAsync(db => db.Bans.CountAsync(b => b.RoomId == room)));
        foreach (var person in people)
            person.Dispose();
    }

    [Fact]
    public async Task Nobody_silences_for_as_long_as_they_like()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("For how long");
        await bob.JoinAsync(room);

        using var odd = await ann.TryAsync(room, bob, "silence", ("Minutes", "7"));
        using var noRole = await ann.TryAsync(room, bob, "role", ("Role", "17"));

        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, noRole.StatusCode);
        await bob.SayAsync(room, "as before");
    }

    [Fact]
    public async Task What_was_decided_stands_in_the_room_s_log()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync("On the record");
        await bob.JoinAsync(room);
        await cid.JoinAsync(room);
        await ann.RaiseAsync(room, bob, Role.Moderator);
        await bob.SilenceAsync(room, cid, 10);
        await bob.DecideAsync(room, cid, "unsilence");
        await bob.DecideAsync(room, cid, "ban");
        await ann.SetReadOnlyAsync(room);
        await ann.SetReadOnlyAsync(room);
        await ann.MakeLinkAsync(room);
        await ann.SetAsync(room, "archive");

        var page = await bob.PageAsync($"/rooms/{room}/audit");

        Assert.Equal(
            [
                "ann archived the room.", "ann made an invite link.", "ann let only owners and moderators write.", "bob banned cid.",
                "bob lifted the silence of cid.", "bob silenced cid for 10 minutes.", "ann made bob a moderator.",
            ],
            page.Texts(".audit li > span"));
    }

    [Fact]
    public async Task A_long_log_is_paged_through()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Long record");
        await app.WriteAsync(scope =>
        {
            for (var i = 0; i < 120; i++)
                scope.Audit(ann.Id, Deeds.Renamed, room, detail: $"name {i}");
        });

        var words = new List<string>();
        for (var path = $"/rooms/{room}/audit"; path is not null;)
        {
            var page = await ann.PageAsync(path);
            words.AddRange(page.Texts(".audit li > span"));
            path = page.Address("main > a.button");
        }

        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(i => $"ann named the room name {i}."), words);
    }
}
