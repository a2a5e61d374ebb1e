using System.Net;
using AngleSharp.Dom;
using Chat.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Rooms;

public sealed class LeavingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Whoever_leaves_no_longer_sees_the_room()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Left behind");
        await bob.JoinAsync(room);

        using var answer = await bob.SubmitAsync(await bob.PageAsync($"/rooms/{room}/settings"), $"form[action='/rooms/{room}/leave']");

        Assert.Empty((await bob.FollowAsync(answer)).QuerySelectorAll($"#sidebar [data-room='{room}']"));
        using var page = await bob.GetAsync($"/rooms/{room}");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task The_others_see_who_leaves_and_the_stream_of_the_leaver_goes_silent()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Farewell");
        await bob.JoinAsync(room);
        await using var annReads = await ann.StreamAsync($"rooms={room}:3");
        await using var bobReads = await bob.StreamAsync($"rooms={room}:3");
        await annReads.NextAsync("hello");
        await bobReads.NextAsync("hello");

        await bob.LeaveAsync(room);
        await ann.SayAsync(room, "he is gone");

        var change = await annReads.NextAsync("change");
        Assert.Equal(bob.Id, change.GetProperty("person").GetInt64());
        Assert.Equal("", change.GetProperty("html").GetString());
        Assert.Equal(1, change.GetProperty("members").GetInt32());
        Assert.Equal(room, (await bobReads.NextAsync("gone")).GetProperty("room").GetInt64());
        using var signedOut = await bob.PostAsync("/signout");
        while (await bobReads.NextAsync() is { } item)
            Assert.NotEqual("change", item.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Whoever_comes_back_finds_everything_and_nothing_unread()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Back again");
        await bob.JoinAsync(room);
        await bob.LeaveAsync(room);
        await ann.SayAsync(room, "meanwhile");

        await bob.JoinAsync(room);

        Assert.Equal([(1, "meanwhile")], await bob.ReadRoomAsync($"/rooms/{room}"));
        Assert.NotNull((await bob.PageAsync("/rooms")).QuerySelector($"[data-room='{room}'] .unread[hidden]"));
    }

    [Fact]
    public async Task A_room_one_is_not_in_cannot_be_left()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Never entered");

        using var answer = await bob.PostAsync($"/rooms/{room}/leave");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task When_the_last_owner_leaves_whoever_came_first_takes_over()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync("Inherited");
        await bob.JoinAsync(room);
        await cid.JoinAsync(room);

        await ann.LeaveAsync(room);

        Assert.Equal([bob.Id], await OwnersAsync(room));
        Assert.NotNull((await bob.PageAsync($"/rooms/{room}/settings")).QuerySelector("[name=Confirm]"));
        Assert.NotNull((await cid.PageAsync($"/rooms/{room}/members")).QuerySelector($"#person-{bob.Id} .owner"));
    }

    [Fact]
    public async Task Whoever_administered_comes_back_as_a_member()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Abdicated");
        await bob.JoinAsync(room);
        await ann.LeaveAsync(room);

        await ann.JoinAsync(room);

        Assert.Equal([bob.Id], await OwnersAsync(room));
    }

    [Fact]
    public async Task The_first_to_enter_an_empty_room_administers_it()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Empty");
        await ann.LeaveAsync(room);

        await bob.JoinAsync(room);

        Assert.Equal([bob.Id], await OwnersAsync(room));
    }

    [Fact]
    public async Task Two_last_owners_who_leave_at_the_same_moment_leave_it_to_a_member()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync("Both go");
        await bob.JoinAsync(room);
        await cid.JoinAsync(room);
        await app.WriteAsync(scope => scope.Db.Memberships
            .Where(m => m.RoomId == room && m.PersonId == bob.Id)
            .ExecuteUpdate(set => set.SetProperty(m => m.Role, Role.Owner)));

        await Task.WhenAll(ann.LeaveAsync(room), bob.LeaveAsync(room));

        Assert.Equal([cid.Id], await OwnersAsync(room));
    }

    [Fact]
    public async Task However_many_come_and_go_at_once_the_number_of_members_is_right()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Coming and going");
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.SignUpAsync("walker")));

        await Task.WhenAll(people.Select(person => person.JoinAsync(room)));
        await Task.WhenAll(people.Select((person, n) => n % 2 == 0 ? person.LeaveAsync(room) : person.JoinAsync(room)));

        var page = await ann.PageAsync($"/rooms/{room}/members");
        Assert.Equal("5", page.GetElementById("member-count")!.TextContent);
        Assert.Equal(5, page.QuerySelectorAll("#members li").Length);
        foreach (var person in people)
            person.Dispose();
    }

    private Task<List<long>> OwnersAsync(long room) => app.AskAsync(db => db.Memberships
        .Where(m => m.RoomId == room && m.LeftAt == null && m.Role == Role.Owner)
        .Select(m => m.PersonId)
        .ToListAsync());
}
