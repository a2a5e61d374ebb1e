namespace Chat.E2E.People;

[Collection(Stages.Company)]
public sealed class FriendTests(Stage stage)
{
    [Fact]
    public Task Ann_finds_Bob_by_a_part_of_his_name_and_he_sees_it_and_accepts() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("남궁하늘");
        await bob.Opens("/friends");
        await bob.Listens();

        await ann.LooksFor("궁하");
        await ann.Does("Add friend", "남궁하늘");
        await Expect(ann.Row("남궁하늘").GetByRole(AriaRole.Button, new() { Name = "Withdraw request" })).ToBeVisibleAsync();

        await Expect(bob.Page.Locator("#received").GetByRole(AriaRole.Link, new() { Name = "Ann" })).ToBeVisibleAsync();
        await ann.Opens("/friends");
        await ann.Listens();
        await bob.Does("Accept", "Ann");
        await Expect(bob.Page.Locator("#friends .people > li")).ToHaveCountAsync(1);
        await Expect(bob.Page.Locator("#received")).ToHaveCountAsync(0);
        await Expect(ann.Page.Locator("#friends").GetByRole(AriaRole.Link, new() { Name = "남궁하늘" })).ToBeVisibleAsync();
        await Expect(ann.Page.Locator("#sent")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Whoever_is_blocked_learns_nothing() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann Weber");
        var cid = await cast.EntersAsync("Cid Kestrel");
        await ann.Opens("/account");
        await ann.Fills("What are you up to?", "On holiday");
        await ann.Page.Locator("#status").GetByRole(AriaRole.Button).ClickAsync();
        await ann.SeesText("Saved.");
        var profile = $"/people/{await ann.HasNumber()}";
        await cid.Opens(profile);
        await cid.Listens();
        await cid.SeesText("On holiday");

        await ann.LooksFor("cid kest");
        await ann.Follows("Cid Kestrel");
        await ann.Presses("Block Cid Kestrel");
        await ann.SeesText("You have blocked Cid Kestrel. You do not hear from each other.");

        await cid.Opens(profile);
        await Expect(cid.Page.Locator("main")).Not.ToContainTextAsync("On holiday");
        await Expect(cid.Page.Locator("main")).Not.ToContainTextAsync("blocked");
        await cid.Presses("Add friend Ann Weber");
        await cid.SeesText("Not delivered.");
        await ann.Opens("/friends");
        await Expect(ann.Page.Locator("#received")).ToHaveCountAsync(0);
        await ann.Does("Unblock", "Cid Kestrel");
        await Expect(ann.Page.Locator("#blocked")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_profile_that_is_open_follows_what_becomes_of_the_two() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        await bob.Opens("/account");
        await bob.Page.GetByLabel("Time zone").SelectOptionAsync("Asia/Seoul");
        await bob.Page.Locator("#about").GetByRole(AriaRole.Button).ClickAsync();
        await bob.SeesText("Saved.");
        await ann.Opens($"/people/{await bob.HasNumber()}");
        await ann.Listens();
        var hers = await ann.HasNumber();
        await Expect(ann.Page.Locator("[data-zone]")).Not.ToBeEmptyAsync();

        await bob.HasDone("request", hers);
        await ann.SeesText("Bob asks to be your friend.");
        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).FocusAsync();
        await bob.HasDone("withdraw", hers);

        await Expect(ann.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" })).ToHaveCountAsync(0);
        await Expect(ann.Page.GetByRole(AriaRole.Button, new() { Name = "Add friend Bob" })).ToBeVisibleAsync();
        await Expect(ann.Page.Locator("main :focus")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task It_all_works_with_plain_forms() => stage.PlayAsync(async cast =>
    {
        var plain = Device.Desktop with { Script = false };
        var ann = await cast.EntersAsync("Ann", plain);
        var bob = await cast.EntersAsync("Bobby Plain", plain);

        await ann.LooksFor("bobby");
        await ann.Does("Add friend", "Bobby Plain");
        await bob.Opens("/friends");
        await bob.Does("Accept", "Ann");
        await Expect(bob.Page.Locator("#friends .people > li")).ToHaveCountAsync(1);
        await ann.Opens("/friends");
        await ann.Does("Remove friend", "Bobby Plain");
        await Expect(ann.Page.Locator("#friends .people > li")).ToHaveCountAsync(0);
    });
}
