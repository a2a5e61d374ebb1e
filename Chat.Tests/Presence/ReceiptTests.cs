using Chat.Data;

namespace Chat.Tests.Presence;

/// <summary>How far others have read, in direct chats and small groups.</summary>
public sealed class ReceiptTests(SharedApp shared) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private readonly ChatApp app = shared.App;
    private Visitor ann = null!;
    private Visitor bob = null!;
    private Visitor cid = null!;

    public async Task InitializeAsync()
    {
        ann = await app.SignUpAsync("ann");
        bob = await app.SignUpAsync("bob");
        cid = await app.SignUpAsync("cid");
    }

    [Fact]
    public async Task In_a_direct_chat_one_sees_at_once_how_far_the_other_has_read()
    {
        var room = await app.HasRoomAsync(RoomKind.Direct, ann, bob);
        await ann.SayAsync(room, "one");
        await ann.SayAsync(room, "two");
        await using var stream = await ann.ViewsAsync(room);

        await bob.ReadsAsync(room, 2);

        Assert.Equal((room, bob.Id, "bob", 2), await NextAsync(stream));
        Assert.Equal(["bob 2"], await ReadersAsync(ann, room));
        Assert.Equal(["ann 2"], await ReadersAsync(bob, room));
    }

    [Fact]
    public async Task In_a_group_one_sees_it_of_all()
    {
        var room = await app.HasRoomAsync(RoomKind.Group, ann, bob, cid);
        await ann.SayAsync(room, "one");
        await using var stream = await ann.ViewsAsync(room);

        await bob.ReadsAsync(room, 1);
        await cid.ReadsAsync(room, 1);

        Assert.Equal((room, bob.Id, "bob", 1), await NextAsync(stream));
        Assert.Equal((room, cid.Id, "cid", 1), await NextAsync(stream));
    }

    [Fact]
    public async Task Who_hides_it_is_not_seen_and_does_not_see_it()
    {
        var room = await app.HasRoomAsync(RoomKind.Group, ann, bob, cid);
        await app.SetAsync(bob, person => person.HidesReading = true);
        await ann.SayAsync(room, "one");
        await using var stream = await ann.ViewsAsync(room);
        await using var hidden = await bob.ViewsAsync(room);

        await bob.ReadsAsync(room, 1);
        await cid.ReadsAsync(room, 1);
        await ann.TypesAsync(room);

        Assert.Equal((room, cid.Id, "cid", 1), await NextAsync(stream));
        Assert.Equal("typing", await FirstSignalAsync(hidden));
        Assert.Equal(["cid 1"], await ReadersAsync(ann, room));
        Assert.Null(await ReadersAsync(bob, room));
    }

    [Fact]
    public async Task People_who_are_apart_do_not_see_it_of_each_other()
    {
        var room = await app.HasRoomAsync(RoomKind.Group, ann, bob, cid);
        await app.BlocksAsync(bob, ann);
        await ann.SayAsync(room, "one");
        await using var stream = await ann.ViewsAsync(room);

        await bob.ReadsAsync(room, 1);
        await cid.ReadsAsync(room, 1);

        Assert.Equal((room, cid.Id, "cid", 1), await NextAsync(stream));
        Assert.Equal(["cid 1"], await ReadersAsync(ann, room));
        Assert.Equal(["cid 1"], await ReadersAsync(bob, room));
    }

    [Theory]
    [InlineData(RoomKind.Named, 3)]
    [InlineData(RoomKind.Group, 21)]
    public async Task In_other_rooms_nobody_is_told(RoomKind kind, int members)
    {
        var room = await app.HasRoomAsync(kind, ann, bob, cid);
        await app.SetAsync(room, each => each.Members = members);
        await ann.SayAsync(room, "one");
        await using var stream = await ann.ViewsAsync(room);

        await bob.ReadsAsync(room, 1);
        await bob.TypesAsync(room);

        Assert.Equal("typing", await FirstSignalAsync(stream));
        Assert.Null(await ReadersAsync(ann, room));
    }

    /// <summary>Of those about Bob that wait together, reading comes before typing, if it comes.</summary>
    private static async Task<string> FirstSignalAsync(EventReader stream)
    {
        while (true)
        {
            var type = (await stream.NextAsync())!.Value.GetProperty("type").GetString();
            if (type is "read" or "typing")
                return type;
        }
    }

    /// <summary>The others on the room's page, with the number of the last message that each has read; null if it has no such list.</summary>
    private static async Task<IReadOnlyList<string>?> ReadersAsync(Visitor visitor, long room)
    {
        var list = (await visitor.PageAsync($"/rooms/{room}")).GetElementById("readers");
        return list is null ? null : [.. list.Children.Select(reader => $"{reader.TextContent} {reader.GetAttribute("data-number")}")];
    }

    private static async Task<(long Room, long Person, string Name, long Number)> NextAsync(EventReader stream)
    {
        var item = await stream.NextAsync("read");
        return (item.GetProperty("room").GetInt64(), item.GetProperty("person").GetInt64(), item.GetProperty("name").GetString()!, item.GetProperty("number").GetInt64());
    }

    public Task DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        cid.Dispose();
        return Task.CompletedTask;
    }
}
