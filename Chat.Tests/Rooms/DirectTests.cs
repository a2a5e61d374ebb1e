using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Rooms;

public sealed class DirectTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Each_calls_the_chat_by_the_other()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");

        var room = await ann.OpenDirectAsync(bob.Id);

        var page = await ann.PageAsync($"/rooms/{room}");
        Assert.Equal("bob", page.Heading());
        Assert.Equal("bob – Chat", page.Title);
        Assert.Equal($"/people/{bob.Id}", page.Address("h1 a"));
        Assert.NotNull(page.QuerySelector($".room-header [data-presence='{bob.Id}']"));
        Assert.Equal("ann", (await bob.PageAsync($"/rooms/{room}")).Heading());
    }

    [Fact]
    public async Task It_shows_itself_to_the_other_with_the_first_message()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await using var stream = await bob.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        var room = await ann.OpenDirectAsync(bob.Id);
        Assert.Equal(["bob"], await ann.TitlesAsync());
        Assert.Empty(await bob.TitlesAsync());
        await ann.SayAsync(room, "Hello!");

        Assert.Equal(room, (await stream.NextAsync("bump")).GetProperty("room").GetInt64());
        Assert.Equal(["ann"], await bob.TitlesAsync());
        Assert.Equal("1", await bob.UnreadAsync(room));
    }

    [Fact]
    public async Task What_is_hidden_is_not_among_the_heads_that_the_sidebar_is_compared_with()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.OpenDirectAsync(bob.Id);

        var before = await bob.PollAsync("rooms=");
        await ann.SayAsync(room, "Hello!");
        var after = await bob.PollAsync("rooms=");

        Assert.False(before.GetProperty("heads").TryGetProperty($"{room}", out _));
        Assert.Equal(1, after.GetProperty("heads").GetProperty($"{room}").GetInt64());
        Assert.NotEqual(before.GetProperty("stamp").GetString(), after.GetProperty("stamp").GetString());
    }

    [Fact]
    public async Task A_pair_has_one_chat_whoever_opens_it()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");

        var first = await ann.OpenDirectAsync(bob.Id);

        Assert.Equal(first, await bob.OpenDirectAsync(ann.Id));
        Assert.Equal(first, await ann.OpenDirectAsync(bob.Id));
        Assert.Equal(["ann"], await bob.TitlesAsync());
    }

    [Fact]
    public async Task Two_who_open_it_at_the_same_moment_again_and_again_meet_in_one()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await Task.WhenAll(ann.TokenAsync(), bob.TokenAsync());

        var rooms = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => n % 2 == 0 ? ann.OpenDirectAsync(bob.Id) : bob.OpenDirectAsync(ann.Id)));

        Assert.Single(rooms.Distinct());
        Assert.Equal(2, await app.AskAsync(db => db.Memberships.CountAsync(m => m.RoomId == rooms[0] && m.LeftAt == null)));
    }

    [Fact]
    public async Task With_oneself_it_is_a_notebook()
    {
        using var ann = await app.SignUpAsync("ann");

        var room = await ann.OpenDirectAsync(ann.Id);

        Assert.Equal("Notes to self", (await ann.PageAsync($"/rooms/{room}")).Heading());
        Assert.Equal(["Notes to self"], await ann.TitlesAsync());
        Assert.Equal(room, await ann.OpenDirectAsync(ann.Id));
        await ann.SayAsync(room, "Buy milk");
        Assert.Equal("", await ann.UnreadAsync(room));
    }

    [Fact]
    public async Task Nobody_is_reached_who_is_not_there_is_closed_or_has_blocked_one_and_all_three_are_the_same()
    {
        using var ann = await app.SignUpAsync("ann");
        using var gone = await app.SignUpAsync("gone");
        using var blocker = await app.SignUpAsync("blocker");
        using var blocked = await app.SignUpAsync("blocked");
        await app.CloseAsync(gone);
        await app.BlockAsync(blocker, ann);
        await app.BlockAsync(ann, blocked);

        foreach (var person in new[] { 0, -1, long.MaxValue, gone.Id, blocker.Id, blocked.Id })
            Assert.Equal(HttpStatusCode.NotFound, await ann.PostAsync("/direct", ("Person", $"{person}")).StatusOfAsync());

        Assert.Empty(await ann.TitlesAsync());
    }

    [Fact]
    public async Task Who_is_shut_out_later_still_finds_what_was_said()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.OpenDirectAsync(bob.Id);
        await ann.SayAsync(room, "Hello!");
        await app.BlockAsync(bob, ann);

        Assert.Equal(room, await ann.OpenDirectAsync(bob.Id));
    }

    [Fact]
    public async Task A_hidden_chat_comes_back_with_the_next_message()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.OpenDirectAsync(bob.Id);
        await ann.SayAsync(room, "one");

        using var hidden = await bob.SubmitAsync(await bob.PageAsync($"/rooms/{room}/sidebar"), $"form[action='/rooms/{room}/sidebar/hide']");
        Assert.Equal(HttpStatusCode.SeeOther, hidden.StatusCode);
        Assert.Empty(await bob.TitlesAsync());
        Assert.Equal("ann", (await bob.PageAsync($"/rooms/{room}")).Heading());
        await ann.SayAsync(room, "two");

        Assert.Equal(["ann"], await bob.TitlesAsync());
        Assert.Equal("1", await bob.UnreadAsync(room));
    }

    [Fact]
    public async Task Who_opens_a_hidden_chat_has_it_back()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.OpenDirectAsync(bob.Id);
        await ann.PlaceAsync(room, "hide");
        Assert.Empty(await ann.TitlesAsync());

        await ann.OpenDirectAsync(bob.Id);

        Assert.Equal(["bob"], await ann.TitlesAsync());
    }

    [Fact]
    public async Task It_cannot_be_left_entered_or_kept_as_a_room_is()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.OpenDirectAsync(bob.Id);

        Assert.Equal(HttpStatusCode.NotFound, await ann.PostAsync($"/rooms/{room}/leave").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ann.GetAsync($"/rooms/{room}/settings").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ann.PostAsync($"/rooms/{room}/settings/name", ("Name", "Ours")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ann.PostAsync($"/rooms/{room}/settings/entry", ("Listed", "true")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ann.PostAsync($"/rooms/{room}/settings/delete", ("Confirm", "")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ann.GetAsync($"/rooms/{room}/members").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ann.PostAsync($"/rooms/{room}/members", ("UserName", eve.UserName)).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ann.AddAsync(room, eve.Id).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/rooms/{room}/join").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.GetAsync($"/rooms/{room}").StatusOfAsync());
        Assert.DoesNotContain((await eve.PageAsync("/rooms")).Texts(".card h3"), title => title is "" or "ann" or "bob");
    }

    [Fact]
    public async Task Whoever_opens_chats_without_end_must_wait()
    {
        await using var strict = new ChatApp(settings: ("Chat:Limits:Changes", "1"));
        using var ann = await strict.SignUpAsync("ann");
        using var bob = await strict.SignUpAsync("bob");
        await bob.OpenDirectAsync(ann.Id);

        Assert.Equal(HttpStatusCode.TooManyRequests, await bob.PostAsync("/direct", ("Person", $"{ann.Id}")).StatusOfAsync());
    }

    [Fact]
    public async Task The_door_leads_to_the_only_chat()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.OpenDirectAsync(bob.Id);

        using var answer = await ann.GetAsync("/");
        using var other = await bob.GetAsync("/");

        Assert.Equal($"/rooms/{room}", answer.Headers.Location!.ToString());
        Assert.Equal("/rooms", other.Headers.Location!.ToString());
    }
}
