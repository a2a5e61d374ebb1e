using System.Net;
using Chat.Data;

namespace Chat.Tests.Presence;

public sealed class TypingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Those_who_view_the_room_see_who_types_and_who_stops()
    {
        var (ann, bob, room) = await TwoInAsync("Writing");
        await using var stream = await ann.ViewsAsync(room);

        await bob.TypesAsync(room);
        Assert.Equal((room, bob.Id, "bob", true), await NextAsync(stream));
        await bob.TypesAsync(room, types: false);
        Assert.Equal((room, bob.Id, "bob", false), await NextAsync(stream));
    }

    [Fact]
    public async Task One_does_not_hear_of_oneself()
    {
        var (ann, bob, room) = await TwoInAsync("Oneself");
        await using var stream = await ann.ViewsAsync(room);

        await ann.TypesAsync(room);
        await bob.TypesAsync(room);

        Assert.Equal((room, bob.Id, "bob", true), await NextAsync(stream));
    }

    [Theory]
    [InlineData("read-only")]
    [InlineData("archived")]
    [InlineData("silenced")]
    public async Task Who_may_not_speak_types_unseen(string why)
    {
        var (ann, bob, room) = await TwoInAsync($"Quiet, {why}");
        using var cid = await app.SignUpAsync("cid");
        await cid.JoinAsync(room);
        await app.SetAsync(room, cid, member => member.Role = Role.Moderator);
        await (why switch
        {
            "read-only" => app.SetAsync(room, each => each.IsReadOnly = true),
            "archived" => app.SetAsync(room, each => each.ArchivedAt = DateTimeOffset.UnixEpoch),
            _ => app.SetAsync(room, bob, member => member.SilencedUntil = TimeProvider.System.GetUtcNow().AddHours(1)),
        });
        await using var stream = await ann.ViewsAsync(room);

        await bob.TypesAsync(room);
        if (why == "archived")
            await app.SetAsync(room, each => each.ArchivedAt = null);
        await cid.TypesAsync(room);

        Assert.Equal((room, cid.Id, "cid", true), await NextAsync(stream));
    }

    [Fact]
    public async Task Who_was_silenced_until_a_while_ago_is_seen_again()
    {
        var (ann, bob, room) = await TwoInAsync("Forgiven");
        await app.SetAsync(room, bob, member => member.SilencedUntil = TimeProvider.System.GetUtcNow().AddHours(-1));
        await using var stream = await ann.ViewsAsync(room);

        await bob.TypesAsync(room);

        Assert.Equal((room, bob.Id, "bob", true), await NextAsync(stream));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_a_direct_chat_people_who_are_apart_type_unseen(bool annBlocks)
    {
        var (ann, bob, common) = await TwoInAsync($"Beside a chat {annBlocks}");
        var direct = await app.HasRoomAsync(RoomKind.Direct, ann, bob);
        await (annBlocks ? app.BlocksAsync(ann, bob) : app.BlocksAsync(bob, ann));
        await using var stream = await ann.StreamAsync($"rooms={direct}:0,{common}:3");
        await stream.NextAsync("hello");

        await bob.TypesAsync(direct);
        await bob.TypesAsync(common);

        Assert.Equal((common, bob.Id, "bob", true), await NextAsync(stream));
    }

    [Fact]
    public async Task A_room_that_is_not_ones_own_is_not_found()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Not his", "secret");

        using var answer = await bob.PostJsonAsync($"/rooms/{room}/typing", ("Typing", "true"));
        using var none = await bob.PostJsonAsync("/rooms/987654/typing", ("Typing", "true"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answer.StatusCode, none.StatusCode));
    }

    [Fact]
    public async Task What_is_neither_typing_nor_not_is_refused()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Nonsense");

        using var answer = await ann.PostJsonAsync($"/rooms/{room}/typing", ("Typing", "perhaps"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Who_polls_sees_it_too()
    {
        var (ann, bob, room) = await TwoInAsync("Polled typing");
        var before = await ann.PollAsync($"rooms={room}:2&client=tab&wait=25"); // is answered at once: one is behind
        var held = ann.PollAsync($"rooms={room}:3&client=tab&wait=25&stamp={before.GetProperty("stamp").GetString()}");

        await bob.TypesAsync(room);

        var told = Assert.Single((await held).GetProperty("events").EnumerateArray());
        Assert.Equal(("typing", bob.Id), (told.GetProperty("type").GetString(), told.GetProperty("person").GetInt64()));
    }

    private async Task<(Visitor Ann, Visitor Bob, long Room)> TwoInAsync(string name)
    {
        var ann = await app.SignUpAsync("ann");
        var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync(name);
        await bob.JoinAsync(room);
        return (ann, bob, room);
    }

    private static async Task<(long Room, long Person, string Name, bool Types)> NextAsync(EventReader stream)
    {
        var item = await stream.NextAsync("typing");
        return (item.GetProperty("room").GetInt64(), item.GetProperty("person").GetInt64(), item.GetProperty("name").GetString()!, item.GetProperty("typing").GetBoolean());
    }
}
