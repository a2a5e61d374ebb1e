using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Rooms;

public sealed class DeletionTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_deleted_room_is_gone_for_everybody()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Doomed");
        await bob.JoinAsync(room);
        await bob.SayAsync(room, "what now?");

        using var answer = await DeleteAsync(ann, room, "doomed");

        Assert.Equal("/rooms", answer.Headers.Location!.ToString());
        foreach (var person in new[] { ann, bob })
        {
            var list = await person.PageAsync("/rooms");
            Assert.DoesNotContain("Doomed", list.Texts(".card h3"));
            Assert.Empty(list.QuerySelectorAll($"[data-room='{room}']"));
            Assert.Equal(HttpStatusCode.NotFound, (await person.GetAsync($"/rooms/{room}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await person.GetAsync($"/rooms/{room}/1")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await person.PostAsync($"/rooms/{room}/messages", ("Body", "hello?"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await person.PostAsync($"/rooms/{room}/join")).StatusCode);
        }
    }

    [Fact]
    public async Task Its_name_is_free_again()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Phoenix", "sesame");
        using var answer = await DeleteAsync(ann, room, "Phoenix");

        var next = await ann.CreateRoomAsync("Phoenix", "ashes");

        Assert.NotEqual(room, next);
        using var bob = await app.SignUpAsync("bob");
        using var old = await bob.PostAsync("/rooms/join", ("Name", "Phoenix"), ("Password", "sesame"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.StatusCode);
    }

    [Fact]
    public async Task Those_who_look_at_it_are_told()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Watched");
        await bob.JoinAsync(room);
        await using var watching = await bob.StreamAsync($"rooms={room}:3");
        await using var elsewhere = await ann.StreamAsync("rooms=");
        await watching.NextAsync("hello");
        await elsewhere.NextAsync("hello");

        using var answer = await DeleteAsync(ann, room, "Watched");

        Assert.Equal(room, (await watching.NextAsync("gone")).GetProperty("room").GetInt64());
        Assert.Equal(room, (await elsewhere.NextAsync("gone")).GetProperty("room").GetInt64());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Spare")]
    public async Task Without_its_name_typed_once_more_it_stays(string typed)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Spared {Guid.NewGuid()}");

        using var answer = await DeleteAsync(ann, room, typed);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal("Type the name of the room to delete it.", page.ErrorOf("Confirm"));
        Assert.Equal(typed, page.ValueOf("Confirm") ?? "");
        await ann.PageAsync($"/rooms/{room}");
    }

    [Fact]
    public async Task Nobody_gets_in_while_it_is_deleted()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Closing");
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.SignUpAsync("late")));
        await Task.WhenAll(people.Select(person => person.TokenAsync()));

        var joins = people.Select(person => person.PostAsync($"/rooms/{room}/join")).ToList();
        using var deleted = await DeleteAsync(ann, room, "Closing");
        var answers = await Task.WhenAll(joins);

        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.SeeOther, HttpStatusCode.NotFound }));
        Assert.Equal(HttpStatusCode.SeeOther, deleted.StatusCode);
        Assert.Equal(0, await app.AskAsync(db => db.Memberships.CountAsync(m => m.RoomId == room && m.LeftAt == null)));
        foreach (var person in people)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await person.GetAsync($"/rooms/{room}")).StatusCode);
            person.Dispose();
        }
    }

    [Fact]
    public async Task What_was_said_in_it_is_soon_gone_from_the_disk()
    {
        var clock = new TestClock();
        await using var old = new ChatApp(clock: clock);
        using var ann = await old.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Shredded");
        var other = await ann.CreateRoomAsync("Kept");
        using var bob = await old.SignUpAsync("bob");
        await bob.JoinAsync(room);
        await ann.DecideAsync(room, bob, "ban");
        await ann.MakeLinkAsync(room);
        await ann.SayAsync(room, "burn after reading");
        await ann.SayAsync(other, "keep this");
        using var answer = await DeleteAsync(ann, room, "Shredded");

        await Eventually.IsTrueAsync(async () =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return await old.AskAsync(db => db.Rooms.CountAsync(r => r.Id == room)) == 0;
        });

        Assert.Equal([other], await old.AskAsync(db => db.Messages.Select(m => m.RoomId).ToListAsync()));
        Assert.Equal(0, await old.AskAsync(db => db.Memberships.CountAsync(m => m.RoomId == room)));
        Assert.Equal(0, await old.AskAsync(db => db.Log.CountAsync(e => e.RoomId == room)));
        Assert.Equal(0, await old.AskAsync(db => db.Bans.CountAsync(b => b.RoomId == room)));
        Assert.Equal(0, await old.AskAsync(db => db.InviteLinks.CountAsync(l => l.RoomId == room)));
    }

    private static Task<HttpResponseMessage> DeleteAsync(Visitor visitor, long room, string confirm) =>
        visitor.PostAsync($"/rooms/{room}/settings/delete", ("Confirm", confirm));
}
