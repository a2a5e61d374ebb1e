using System.Text.Json;
using Chat.Tests.Presence;

namespace Chat.Tests.People;

public sealed class RenamingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Who_views_a_room_with_somebody_hears_of_another_name()
    {
        var (ann, bob, room) = await TwoInAsync("Two names");
        await using var stream = await ann.ViewsAsync(room);

        await bob.CallsThemselvesAsync("Robert Tables");

        Assert.Equal((bob.Id, "Robert Tables", "R"), Read(await stream.NextAsync("name")));
    }

    [Fact]
    public async Task So_do_those_who_have_that_room_in_their_sidebar_and_oneself()
    {
        var (ann, bob, _) = await TwoInAsync("Elsewhere");
        await using var hers = await ann.StreamAsync("rooms=");
        await using var his = await bob.StreamAsync("rooms=");
        await hers.NextAsync("hello");
        await his.NextAsync("hello");

        await bob.CallsThemselvesAsync("한가람");

        Assert.Equal((bob.Id, "한가람"), (Read(await hers.NextAsync("name")) is var told ? told.Person : 0, told.Name));
        Assert.Equal(bob.Id, Read(await his.NextAsync("name")).Person);
    }

    [Fact]
    public async Task Friends_who_share_no_room_do_too()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.BefriendsAsync(bob);
        await using var stream = await ann.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        await bob.CallsThemselvesAsync("An old friend");

        Assert.Equal(bob.Id, Read(await stream.NextAsync("name")).Person);
    }

    [Fact]
    public async Task Strangers_do_not_and_nobody_hears_that_nothing_has_changed()
    {
        var (ann, bob, room) = await TwoInAsync("Acquainted");
        using var stranger = await app.SignUpAsync("stranger");
        await using var stream = await ann.ViewsAsync(room);

        await stranger.CallsThemselvesAsync("Somebody else");
        await bob.CallsThemselvesAsync("bob");
        await bob.CallsThemselvesAsync("Bob at last");

        Assert.Equal((bob.Id, "Bob at last", "B"), Read(await stream.NextAsync("name")));
    }

    private async Task<(Visitor Ann, Visitor Bob, long Room)> TwoInAsync(string name)
    {
        var ann = await app.SignUpAsync("ann");
        var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync(name);
        await bob.JoinAsync(room);
        return (ann, bob, room);
    }

    private static (long Person, string Name, string Initials) Read(JsonElement told) =>
        (told.GetProperty("person").GetInt64(), told.GetProperty("name").GetString()!, told.GetProperty("initials").GetString()!);
}
