namespace Chat.E2E.Rooms;

[Collection(Stages.Company)]
public sealed class RoomTests(Stage stage)
{
    [Fact]
    public Task A_new_name_is_seen_by_everyone_inside() => PlayAsync("Old name", async (ann, bob, room) =>
    {
        await bob.Enters(room);
        await ann.Opens($"/rooms/{room}/settings");
        await ann.Fills("Name", "New & better");
        await ann.Presses("Rename");
        await ann.SeesText("Saved.");

        await bob.IsIn("New & better");
        await bob.SeesTitle("New & better – Chat");
        await Expect(bob.InSidebar("New & better")).ToBeVisibleAsync();
        await Expect(bob.Composer).ToHaveAttributeAsync("placeholder", "Message New & better");
    });

    [Fact]
    public Task Who_left_in_another_tab_is_told_in_the_first() => PlayAsync("Half left", async (_, bob, room) =>
    {
        await bob.Enters(room);
        var tab = await bob.OpensAnotherTab();
        await tab.Opens($"/rooms/{room}/settings");
        await tab.Presses("Leave");

        await bob.SeesText("You are no longer in this room.");
        await Expect(bob.InSidebar("Half left")).ToHaveCountAsync(0);
        await bob.Follows("Find another room");
        await bob.SeesTitle("Rooms – Chat");
    });

    [Fact]
    public Task A_deleted_room_is_gone_for_everyone() => PlayAsync("Doomed", async (ann, bob, room) =>
    {
        await bob.Enters(room);
        await ann.Opens($"/rooms/{room}/settings");
        await ann.Fills("Type the name of the room", "Doomed");
        await ann.Presses("Delete for ever");

        await bob.SeesText("You are no longer in this room.");
        await Expect(bob.InSidebar("Doomed")).ToHaveCountAsync(0);
        await Expect(ann.InSidebar("Doomed")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task The_list_of_members_follows_who_comes_and_goes() => PlayAsync("Revolving door", async (ann, bob, room) =>
    {
        await ann.Opens($"/rooms/{room}/members");
        await ann.Listens();
        await Expect(ann.Page.Locator("#members > li")).ToHaveCountAsync(2);

        await bob.PostsAsync($"/rooms/{room}/leave");
        await Expect(ann.Page.Locator("#members > li")).ToHaveCountAsync(1);
        await Expect(ann.Page.Locator("main .meta")).ToHaveTextAsync("1 member");
        await bob.HasJoined("Revolving door");
        await Expect(ann.Page.Locator("#members")).ToContainTextAsync("Bob");
        await Expect(ann.Page.Locator("main .meta")).ToHaveTextAsync("2 members");
    });

    [Fact]
    public Task The_password_can_be_changed_and_those_inside_stay() => PlayAsync("Changed lock", async (ann, bob, room) =>
    {
        await ann.Opens($"/rooms/{room}/settings");
        await ann.Fills("New password", "open sesame");
        await ann.Presses("Save");
        await ann.SeesText("Saved.");

        await bob.Enters(room);
        await bob.PostsAsync($"/rooms/{room}/leave");
        await bob.Opens("/rooms/join");
        await bob.SubmitsWith(("Name", "Changed lock"), ("Password", "sesame"));
        await bob.Joins("Changed lock", "open sesame");
    });

    [Fact]
    public Task A_room_without_password_that_is_listed_is_entered_with_one_click() => PlayAsync("Open house", async (ann, bob, room) =>
    {
        await ann.Opens($"/rooms/{room}/settings");
        await ann.Page.GetByLabel("Remove the password").CheckAsync();
        await ann.Page.GetByLabel("Show it in the list of rooms").CheckAsync();
        await ann.Presses("Save");
        await ann.SeesText("Saved.");
        await bob.PostsAsync($"/rooms/{room}/leave");

        await bob.Opens("/rooms?find=house");
        await bob.Page.Locator(".card", new() { HasText = "Open house" }).GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();

        await bob.IsIn("Open house");
        Assert.Equal(room, bob.Room);
    });

    [Fact]
    public Task A_private_room_is_entered_by_invitation() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        await bob.Opens("/rooms");
        await bob.Listens();
        var room = await ann.CreatesRoom("Behind the curtain");
        await ann.Follows("1 member");
        await ann.Fills("User name", bob.UserName);
        await ann.Presses("Invite");
        await ann.SeesText($"{bob.UserName} is invited.");

        await Expect(bob.Page.Locator("#sidebar .invitations")).ToContainTextAsync("1");
        await bob.Opens("/rooms");
        await bob.SeesText("Ann invites you.");
        await bob.Page.Locator(".card", new() { HasText = "Behind the curtain" }).GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await bob.IsIn("Behind the curtain");
        Assert.Equal(room, bob.Room);
        await bob.Says("Thank you!");
        await ann.Opens($"/rooms/{room}");
        await ann.Sees("Thank you!");
    });

    private Task PlayAsync(string name, Func<Person, Person, long, Task> story) => stage.PlayAsync(
        async cast =>
        {
            var ann = await cast.EntersAsync("Ann");
            var bob = await cast.EntersAsync("Bob");
            var room = await ann.HasRoom(name);
            await bob.HasJoined(name);
            await story(ann, bob, room);
        },
        name);
}
