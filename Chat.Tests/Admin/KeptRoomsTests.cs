using System.Net;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Admin;

public sealed class KeptRoomsTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Administrators_see_what_a_room_is_and_not_what_is_said_in_it()
    {
        using var root = await app.AdministratorAsync();
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Hidden garden", listed: false);
        await ann.SayAsync(room, "a secret");

        var list = await root.PageAsync("/admin/rooms?find=hidden");
        var page = await root.PageAsync($"/admin/rooms/{room}");

        Assert.Equal(["Hidden garden"], list.Texts(".people .name"));
        foreach (var words in new[] { list.Words(), page.Words() })
        {
            Assert.Contains("1 member", words, StringComparison.Ordinal);
            Assert.Contains("Messages: 1", words, StringComparison.Ordinal);
            Assert.Contains("Owner: ann", words, StringComparison.Ordinal);
            Assert.DoesNotContain("a secret", words, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await root.GetAsync($"/rooms/{room}")).StatusCode);
    }

    [Theory]
    [InlineData(RoomKind.Direct)]
    [InlineData(RoomKind.Group)]
    public async Task Direct_chats_and_groups_are_not_found(RoomKind kind)
    {
        using var root = await app.AdministratorAsync();
        var room = await AddAsync(new Room { Kind = kind, Name = "between us", NameKey = null, Pair = kind is RoomKind.Direct ? "5:6" : null });

        Assert.Equal(HttpStatusCode.NotFound, (await root.GetAsync($"/admin/rooms/{room}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await root.PostAsync($"/admin/rooms/{room}/delete", ("Confirm", "between us"))).StatusCode);
        Assert.DoesNotContain("between us", (await root.PageAsync("/admin/rooms")).Texts(".people .name"));
        Assert.True(await app.AskAsync(db => db.Rooms.AnyAsync(r => r.Id == room && r.DeletedAt == null)));
    }

    [Fact]
    public async Task The_list_goes_on_where_a_page_ends_and_asks_no_more_for_more_rooms()
    {
        using var queries = new Queries();
        await using var large = new ChatApp(clock: new TestClock());
        using var root = await large.SignUpAsync("root");
        await root.PageAsync("/admin/rooms");
        var alone = await queries.CountAsync(large, () => root.PageAsync("/admin/rooms"));
        await large.WriteAsync(scope =>
        {
            scope.Db.Rooms.AddRange(Enumerable.Range(0, 120).Select(n => new Room { Name = $"Room {n}", NameKey = $"room {n}" }));
            scope.Db.SaveChanges();
        });

        var crowd = await queries.CountAsync(large, () => root.PageAsync("/admin/rooms"));

        Assert.Equal(alone, crowd);
        var first = await root.PageAsync("/admin/rooms?find=room");
        var second = await root.PageAsync(first.Address("main a.button")!);
        Assert.Equal((100, 20), (first.Texts(".people .name").Count, second.Texts(".people .name").Count));
        Assert.Empty(first.Texts(".people .name").Intersect(second.Texts(".people .name")));
    }

    [Fact]
    public async Task A_room_is_deleted_for_everybody_once_its_name_is_typed()
    {
        using var root = await app.AdministratorAsync();
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Spam");
        await using var watching = await ann.StreamAsync($"rooms={room}:2");
        await watching.NextAsync("hello");

        using var slip = await root.PostAsync($"/admin/rooms/{room}/delete", ("Confirm", "Ham"));
        using var answer = await root.PostAsync($"/admin/rooms/{room}/delete", ("Confirm", "spam"));
        using var again = await root.PostAsync($"/admin/rooms/{room}/delete", ("Confirm", "spam"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, slip.StatusCode);
        Assert.Equal("/admin/rooms", answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(room, (await watching.NextAsync("gone")).GetProperty("room").GetInt64());
        Assert.Equal(HttpStatusCode.NotFound, (await ann.GetAsync($"/rooms/{room}")).StatusCode);
        Assert.Equal(["delete-room: Spam"], await app.DeedsAsync(root.Id));
    }

    [Fact]
    public async Task The_room_of_somebody_whose_account_is_closed_goes_to_one_of_its_members()
    {
        using var root = await app.AdministratorAsync();
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync($"Orphans {ann.Id}");
        await bob.JoinAsync(room);
        await root.HasDoneAsync(ann.Id, "deactivate");
        await using var watching = await bob.StreamAsync($"rooms={room}:3");
        await watching.NextAsync("hello");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await HandOverAsync(root, room, cid)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await HandOverAsync(root, room, ann)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await HandOverAsync(root, room, bob)).StatusCode);

        Assert.Contains("owner", (await watching.NextAsync("change")).GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.NotNull((await bob.PageAsync($"/rooms/{room}/settings")).QuerySelector(".card.danger"));
        Assert.Equal("role: owner", (await app.DeedsAsync(root.Id))[0]);
    }

    [Fact]
    public async Task A_room_that_has_an_owner_is_not_given_away()
    {
        using var root = await app.AdministratorAsync();
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync($"Owned {ann.Id}");
        await bob.JoinAsync(room);

        using var answer = await HandOverAsync(root, room, bob);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(1, await app.AskAsync(db => db.Memberships.CountAsync(m => m.RoomId == room && m.Role == Role.Owner)));
    }

    [Fact]
    public async Task A_room_that_everybody_has_left_goes_to_anybody()
    {
        using var root = await app.AdministratorAsync();
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync($"Deserted {ann.Id}", listed: false);
        await ann.LeaveAsync(room);

        using var answer = await HandOverAsync(root, room, bob);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await bob.PageAsync($"/rooms/{room}");
        Assert.Equal(1, await app.AskAsync(db => db.Rooms.Where(r => r.Id == room).Select(r => r.Members).SingleAsync()));
    }

    private static Task<HttpResponseMessage> HandOverAsync(Visitor administrator, long room, Visitor heir) =>
        administrator.PostAsync($"/admin/rooms/{room}/owner", ("UserName", heir.UserName));

    private async Task<long> AddAsync(Room room)
    {
        await app.WriteAsync(scope =>
        {
            scope.Db.Rooms.Add(room);
            scope.Db.SaveChanges();
        });
        return room.Id;
    }
}
