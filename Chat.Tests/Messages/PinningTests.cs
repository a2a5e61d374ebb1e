using System.Net;
using System.Text.Json;
using Chat.Tests.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Messages;

public sealed class PinningTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_pin_is_marked_counted_and_listed_and_arrives_live()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Wall");
        await bob.JoinAsync(room);
        await ann.SayAsync(room, "first");
        var sent = await ann.SayAsync(room, "second");
        await using var stream = await bob.StreamAsync($"rooms={room}:{sent.Rev}");
        await stream.NextAsync("hello");

        Assert.Equal(HttpStatusCode.OK, await PinAsync(ann, room, 1).StatusOfAsync());
        Assert.Equal(HttpStatusCode.OK, await PinAsync(bob, room, 2).StatusOfAsync());

        var change = await stream.NextAsync("change");
        Assert.Equal(1, change.GetProperty("number").GetInt64());
        Assert.Contains("class='message pinned'", change.GetProperty("html").GetString(), StringComparison.Ordinal);
        var page = await bob.PageAsync($"/rooms/{room}");
        Assert.NotNull(page.QuerySelector("#m1.pinned"));
        Assert.Equal("2", page.GetElementById("pin-count")!.TextContent);
        var pins = await ann.PageAsync($"/rooms/{room}/pins");
        Assert.Equal(["second", "first"], pins.Texts(".kept .excerpt"));
        Assert.Contains("Pinned by bob", pins.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_script_one_unpins_on_the_page_of_pins()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Unpinned");
        await ann.SayAsync(room, "no longer");
        await PinAsync(ann, room, 1);

        using var answer = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}/pins"), ".kept form");

        Assert.NotNull((await ann.FollowAsync(answer)).QuerySelector("main .empty"));
        Assert.Null((await ann.PageAsync($"/rooms/{room}")).QuerySelector(".pinned"));
    }

    [Fact]
    public async Task The_message_one_was_led_to_offers_its_forms_without_a_script()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("By form");
        await ann.SayAsync(room, "teh");
        await ann.EditAsync(room, 1, "the");

        var page = await ann.PageAsync($"/rooms/{room}/1");
        using var pinned = await ann.SubmitAsync(page, ".message-forms form[action$='/pins']");
        using var saved = await ann.SubmitAsync(page, ".message-forms form[action='/saved']");

        Assert.Equal(["Remind me", "Forward", "Edit", "What it said before"], page.Texts(".message-forms a"));
        Assert.Equal(["the"], (await ann.FollowAsync(pinned)).Texts(".kept .excerpt"));
        Assert.Equal(["the"], (await ann.FollowAsync(saved)).Texts(".kept .excerpt"));
        Assert.Null((await ann.PageAsync($"/rooms/{room}")).QuerySelector(".message-forms"));
    }

    [Fact]
    public async Task A_deleted_message_is_no_pin_and_cannot_become_one()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Gone pin");
        await ann.SayAsync(room, "regret");
        await PinAsync(ann, room, 1);
        await ann.DeleteAsync(room, 1);

        Assert.Empty((await ann.PageAsync($"/rooms/{room}/pins")).Texts(".kept > li"));
        Assert.Equal(HttpStatusCode.NotFound, await PinAsync(ann, room, 1).StatusOfAsync());
    }

    [Fact]
    public async Task Who_is_not_in_the_room_finds_nothing_and_who_may_not_speak_pins_nothing()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync("Closed wall");
        await bob.JoinAsync(room);
        await ann.SayAsync(room, "words");
        await ann.SilenceAsync(room, bob);

        Assert.Equal(HttpStatusCode.Forbidden, await PinAsync(bob, room, 1).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await PinAsync(eve, room, 1).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.GetAsync($"/rooms/{room}/pins").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await PinAsync(ann, room, 7).StatusOfAsync());
    }

    [Fact]
    public async Task In_a_room_of_many_only_keepers_pin()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Town hall");
        await bob.JoinAsync(room);
        await ann.SayAsync(room, "words");
        await app.WriteAsync(scope => scope.Db.Rooms.Where(r => r.Id == room).ExecuteUpdate(set => set.SetProperty(r => r.Members, 21)));

        using var refused = await ann.PostAsync($"/rooms/{room}/pins", ("Number", "1"), ("On", "true"));
        using var his = await bob.PostAsync($"/rooms/{room}/pins", ("Number", "1"), ("On", "false"));

        Assert.Equal(HttpStatusCode.SeeOther, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, his.StatusCode);
        Assert.Equal("In a room of this size owners and moderators pin.", (await Visitor.ReadAsync(his)).Alert());
    }

    [Fact]
    public async Task There_are_a_hundred_pins_at_most_however_fast_they_are_made()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Full wall");
        for (var n = 0; n < 103; n++)
            await ann.SayAsync(room, $"line {n}");

        var answers = await Task.WhenAll(Enumerable.Range(1, 103).Select(number => PinAsync(ann, room, number).StatusOfAsync()));

        Assert.Equal(100, answers.Count(status => status == HttpStatusCode.OK));
        using var count = await ann.GetAsync($"/rooms/{room}/pins", "application/json");
        Assert.Equal(100, JsonDocument.Parse(await count.Content.ReadAsStringAsync()).RootElement.GetProperty("count").GetInt32());
    }

    private static Task<HttpResponseMessage> PinAsync(Visitor visitor, long room, long number) =>
        visitor.PostJsonAsync($"/rooms/{room}/pins", ("Number", $"{number}"), ("On", "true"));
}
