namespace Chat.E2E.Rooms;

[Collection(Stages.Company)]
public sealed class ChatTests(Stage stage)
{
    [Fact]
    public Task Another_name_is_on_every_open_page_at_once() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        await bob.WritesTo(ann);
        await bob.Says("my former name");
        await ann.Opens(new Uri(bob.Page.Url).AbsolutePath);
        await ann.Listens();
        await ann.SeesTitle("Bob – Chat");

        var elsewhere = await bob.OpensAnotherTab();
        await elsewhere.Opens("/account");
        await elsewhere.Fills("Display name", "한가람");
        await elsewhere.Presses("Save");

        await Expect(ann.Message("my former name").Locator(".author")).ToHaveTextAsync("한가람");
        await Expect(ann.Page.Locator("#room-name")).ToHaveTextAsync("한가람");
        await Expect(ann.Page.Locator(".room-link .name")).ToHaveTextAsync(["한가람"]);
        await ann.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task Ann_writes_to_Bob_who_sees_it_at_once_hides_it_and_has_it_back() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        await bob.Opens("/rooms");
        await bob.Listens();

        await ann.WritesTo(bob);
        await ann.IsIn("Bob");
        await Expect(bob.InSidebar("Ann")).ToHaveCountAsync(0);
        await ann.Says("Hello Bob!");
        await bob.SeesUnread("Ann", 1);
        await bob.SeesTitle("(1) Rooms – Chat");

        await bob.Places("Ann", "Hide");
        await Expect(bob.InSidebar("Ann")).ToHaveCountAsync(0);
        await bob.SeesTitle("Rooms – Chat");
        await ann.Says("Are you there?");
        await bob.SeesUnread("Ann", 1);
        await bob.InSidebar("Ann").ClickAsync();
        await bob.SeesExactly("Hello Bob!", "Are you there?");
        await bob.Says("I am.");
        await ann.Sees("I am.");
    });

    [Fact]
    public Task A_group_is_called_by_its_people_until_it_has_a_name() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var cid = await cast.EntersAsync("Cid");
        var dan = await cast.EntersAsync("Dan");
        await bob.Opens("/rooms");
        await bob.Listens();

        await ann.WritesTo(bob, cid, dan);
        await ann.IsIn("Bob, Cid and Dan");
        await Expect(bob.InSidebar("Ann, Cid and Dan")).ToBeVisibleAsync();
        await bob.InSidebar("Ann, Cid and Dan").ClickAsync();
        await bob.IsIn("Ann, Cid and Dan");
        await bob.Listens();
        await dan.PostsAsync($"/rooms/{ann.Room}/leave");
        await ann.IsIn("Bob and Cid");
        await bob.IsIn("Ann and Cid");
        await Expect(bob.InSidebar("Ann and Cid")).ToBeVisibleAsync();

        await ann.Follows("Settings");
        await ann.Fills("Name", "Chess by post");
        await ann.Presses("Give it a name");
        await ann.SeesText("Saved.");
        await bob.IsIn("Chess by post");
        await bob.SeesTitle("Chess by post – Chat");
        await Expect(bob.InSidebar("Chess by post")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Favourites_and_folders_are_the_same_on_two_devices() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.HasRoom("Greenhouse");
        await ann.HasRoom("Workbench");
        var other = await ann.TakesAnotherDevice();
        await other.Opens("/rooms");
        await other.Listens();

        await ann.Opens("/folders");
        await ann.Page.Locator("main").GetByLabel("Name", new() { Exact = true }).FillAsync("At home");
        await ann.Presses("Create");
        await ann.SeesText("Saved.");
        await ann.Places("Greenhouse", "Add to favourites");
        await ann.PlacesInFolder("Workbench", "At home");
        await ann.SeesInSection("Favourites", "Greenhouse");
        await other.SeesInSection("Favourites", "Greenhouse");
        await other.SeesInSection("At home", "Workbench");

        await other.Places("Greenhouse", "Remove from favourites");
        await ann.SeesInSection("Rooms and people", "Greenhouse");
        await ann.Page.Locator("main .card", new() { HasText = "At home" }).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await other.LooksAway();
        await other.SeesInSection("Rooms and people", "Workbench", "Greenhouse");
    });

    [Fact]
    public Task Where_something_is_said_moves_up_but_not_under_the_pointer() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var old = await ann.HasRoom("Old orchard");
        await ann.HasRoom("New orchard");
        await bob.HasJoined("Old orchard");
        await ann.Opens("/account");
        await ann.Listens();
        await ann.SeesInSection("Rooms and people", "New orchard", "Old orchard");

        await ann.InSidebar("New orchard").HoverAsync();
        await bob.HasSaid(old, "Apples!");
        await ann.SeesUnread("Old orchard", 1);
        await ann.SeesInSection("Rooms and people", "New orchard", "Old orchard");
        await ann.LooksAway();
        await ann.SeesInSection("Rooms and people", "Old orchard", "New orchard");
    });

    [Fact]
    public Task What_is_muted_is_not_in_the_total() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var loud = await ann.HasRoom("Loud room");
        var dear = await ann.HasRoom("Dear room");
        await bob.HasJoined("Loud room");
        await bob.HasJoined("Dear room");
        await ann.Opens("/account");
        await ann.Listens();
        await ann.Places("Loud room", "Mute");
        await Expect(ann.InSidebar("Loud room")).ToHaveClassAsync("room-link muted");

        await bob.HasSaid(loud, "one", "two");
        await bob.HasSaid(dear, "three");

        await ann.SeesUnread("Loud room", 2);
        await ann.SeesTitle("(1) Your account – Chat");
    });

    [Fact]
    public Task All_is_marked_read_and_taken_back_on_all_devices() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var room = await ann.HasRoom("Pile of paper");
        await bob.HasJoined("Pile of paper");
        var other = await ann.TakesAnotherDevice();
        foreach (var device in new[] { ann, other })
        {
            await device.Opens("/account");
            await device.Listens();
        }

        await bob.HasSaid(room, "one", "two");
        await ann.SeesUnread("Pile of paper", 2);
        await other.SeesUnread("Pile of paper", 2);
        await ann.Presses("Mark all read");
        await ann.SeesUnread("Pile of paper", 0);
        await other.SeesUnread("Pile of paper", 0);
        await ann.Presses("Undo");
        await ann.SeesUnread("Pile of paper", 2);
        await other.SeesUnread("Pile of paper", 2);
        await other.SeesTitle("(2) Your account – Chat");
    });

    [Fact]
    public Task All_of_it_works_without_a_script() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Device.Desktop with { Script = false });
        var bob = await cast.EntersAsync("Bob");

        await ann.Opens("/groups/new");
        await ann.Page.GetByLabel("Find people by name").FillAsync(bob.UserName);
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.Page.GetByRole(AriaRole.Checkbox, new() { Name = bob.UserName }).CheckAsync();
        await ann.Presses("Start");
        await ann.IsIn("Bob");
        await ann.Says("By hand");
        await ann.Sees("By hand");
        await ann.Follows("Options");
        await ann.Presses("Hide");
        await ann.SeesText("Saved.");
        await Expect(ann.InSidebar("Bob")).ToHaveCountAsync(0);
    });
}
