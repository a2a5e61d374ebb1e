using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Rooms;

public sealed class SettingsTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_new_name_shows_everywhere_and_at_once()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Old name");
        await using var stream = await ann.StreamAsync($"rooms={room}:2");
        await stream.NextAsync("hello");

        using var answer = await ann.SubmitAsync(
            await ann.PageAsync($"/rooms/{room}/settings"), $"form[action='/rooms/{room}/settings/name']", ("Name", " New  <name> "));

        Assert.NotNull((await ann.FollowAsync(answer)).QuerySelector(".notice"));
        Assert.Equal("New <name>", (await ann.PageAsync($"/rooms/{room}")).Heading());
        Assert.Equal("New <name>", (await ann.PageAsync("/rooms")).QuerySelector($"[data-room='{room}'] .name")!.TextContent);
        var change = await stream.NextAsync("change");
        Assert.Equal("room", change.GetProperty("kind").GetString());
        Assert.Equal("New &lt;name&gt;", change.GetProperty("html").GetString());
    }

    [Fact]
    public async Task From_the_settings_of_a_room_one_comes_to_one_s_account_and_back()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("To and fro");

        await ann.PageAsync($"/rooms/{room}/settings");
        await ann.PageAsync("/account");
        await ann.PageAsync($"/rooms/{room}/settings");
    }

    [Fact]
    public async Task A_former_name_is_free_again()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Former");
        using var renamed = await RenameAsync(ann, room, "Present");

        await ann.CreateRoomAsync("Former");
    }

    [Fact]
    public async Task The_name_of_another_room_cannot_be_taken()
    {
        using var ann = await app.SignUpAsync("ann");
        await ann.CreateRoomAsync("Occupied");
        var room = await ann.CreateRoomAsync("Squatter");

        using var answer = await RenameAsync(ann, room, "ｏｃｃｕｐｉｅｄ");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal("There is a room of this name already.", page.ErrorOf("Name"));
        Assert.Equal("ｏｃｃｕｐｉｅｄ", page.ValueOf("Name"));
        Assert.Equal("Squatter", (await ann.PageAsync($"/rooms/{room}")).Heading());
    }

    [Fact]
    public async Task A_room_may_change_the_case_of_its_own_name()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("lower case");

        using var answer = await RenameAsync(ann, room, "Lower Case");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("Lower Case", (await ann.PageAsync($"/rooms/{room}")).Heading());
    }

    [Theory]
    [InlineData("")]
    [InlineData("    ")]
    [InlineData("\u202egnp.exe")]
    [InlineData("\u200b")]
    public async Task A_name_that_shows_nothing_or_deceives_is_refused(string name)
    {
        using var ann = await app.SignUpAsync("ann");
        var before = $"Fine {Guid.NewGuid()}";
        var room = await ann.CreateRoomAsync(before);

        using var answer = await RenameAsync(ann, room, name);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(answer)).ErrorOf("Name"));
        Assert.Equal(before, (await ann.PageAsync($"/rooms/{room}")).Heading());
    }

    [Fact]
    public async Task A_changed_password_lets_in_by_the_new_one_only_and_those_inside_stay()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await ann.CreateRoomAsync("New lock", "old sesame");
        await bob.JoinAsync("New lock", "old sesame");

        using var answer = await ann.SubmitAsync(
            await ann.PageAsync($"/rooms/{room}/settings"), $"form[action='/rooms/{room}/settings/entry']", ("Password", "new sesame"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await bob.SayAsync(room, "still in");
        using var old = await cid.PostAsync("/rooms/join", ("Name", "New lock"), ("Password", "old sesame"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.StatusCode);
        Assert.Equal(room, await cid.JoinAsync("New lock", "new sesame"));
    }

    [Fact]
    public async Task An_empty_field_keeps_the_password()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Same lock", "sesame");

        using var answer = await ann.SubmitAsync(
            await ann.PageAsync($"/rooms/{room}/settings"), $"form[action='/rooms/{room}/settings/entry']", ("Listed", "false"));

        using var without = await bob.PostAsync("/rooms/join", ("Name", "Same lock"), ("Password", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Equal(room, await bob.JoinAsync("Same lock", "sesame"));
    }

    [Fact]
    public async Task Without_its_password_a_listed_room_is_open()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Unlocked", "sesame");

        using var answer = await ann.SubmitAsync(
            await ann.PageAsync($"/rooms/{room}/settings"), $"form[action='/rooms/{room}/settings/entry']", ("RemovePassword", "true"));

        Assert.Contains("Now: everybody", (await ann.FollowAsync(answer)).Words(), StringComparison.Ordinal);
        await bob.JoinAsync(room);
    }

    [Fact]
    public async Task A_room_taken_off_the_list_is_found_no_more()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Off the list");

        using var answer = await ann.SubmitAsync(
            await ann.PageAsync($"/rooms/{room}/settings"), $"form[action='/rooms/{room}/settings/entry']", ("Listed", "false"));

        Assert.Contains("Now: only who is invited.", (await ann.FollowAsync(answer)).Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Off the list", (await bob.PageAsync("/rooms")).Texts(".card h3"));
        using var join = await bob.PostAsync($"/rooms/{room}/join");
        Assert.Equal(HttpStatusCode.NotFound, join.StatusCode);
    }

    [Fact]
    public async Task A_password_that_is_too_long_is_refused()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Long lock", "sesame");

        using var answer = await ann.PostAsync($"/rooms/{room}/settings/entry", ("Password", new string('x', 101)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(answer)).ErrorOf("Password"));
    }

    [Theory]
    [InlineData("name", "Name", "Mutiny")]
    [InlineData("entry", "Password", "mutiny")]
    [InlineData("delete", "Confirm", "Loyal")]
    public async Task Members_who_do_not_administer_the_room_change_nothing(string handler, string field, string value)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var name = $"Loyal {Guid.NewGuid()}";
        var room = await ann.CreateRoomAsync(name);
        await bob.JoinAsync(room);
        var before = await StateAsync(room);

        using var answer = await bob.PostAsync($"/rooms/{room}/settings/{handler}", (field, value == "Loyal" ? name : value));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(before, await StateAsync(room));
    }

    [Fact]
    public async Task Members_who_do_not_administer_the_room_are_only_shown_the_way_out()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Way out");
        await bob.JoinAsync(room);

        var page = await bob.PageAsync($"/rooms/{room}/settings");

        Assert.Equal([$"/rooms/{room}/leave"], page.QuerySelectorAll("main form").Select(form => form.GetAttribute("action")!));
    }

    private static Task<HttpResponseMessage> RenameAsync(Visitor visitor, long room, string name) =>
        visitor.PostAsync($"/rooms/{room}/settings/name", ("Name", name));

    private Task<string> StateAsync(long room) =>
        app.AskAsync(db => db.Rooms.Where(r => r.Id == room).Select(r => r.Name + r.PasswordHash + r.Listed + r.Rev + r.DeletedAt).SingleAsync());
}
