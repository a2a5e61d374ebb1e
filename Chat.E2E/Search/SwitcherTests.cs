using Chat.E2E.Messages;

namespace Chat.E2E.Search;

[Collection(Stages.Circle)]
public sealed class SwitcherTests(Stage stage)
{
    [Fact]
    public Task Anywhere_is_a_few_letters_away() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var kim = await cast.EntersAsync("남궁한결");
        var planning = await ann.HasRoom("신규 기획");
        await ann.HasRoom("Planetarium");
        await ann.Enters(await ann.HasRoom("Plants"));
        var (page, keyboard) = (ann.Page, ann.Page.Keyboard);
        var box = page.GetByRole(AriaRole.Combobox);
        var chosen = page.Locator("[role=option][aria-selected=true]");

        // Arrows choose, Escape leaves it and gives the focus back.
        await ann.Composer.FocusAsync();
        await keyboard.PressAsync("Control+k");
        await Expect(box).ToBeFocusedAsync();
        await keyboard.TypeAsync("plan");
        await Expect(chosen).ToContainTextAsync("Plan");
        var first = await chosen.InnerTextAsync();
        await keyboard.PressAsync("ArrowDown");
        await Expect(chosen).Not.ToHaveTextAsync(first);
        await Expect(box).ToHaveAttributeAsync("aria-activedescendant", await chosen.GetAttributeAsync("id") ?? "");
        await keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await Expect(ann.Composer).ToBeFocusedAsync();

        // Initial consonants, and the Enter that ends a composition.
        await page.Locator("#jump-link").ClickAsync();
        await Expect(box).ToBeFocusedAsync();
        await using (var ime = await Ime.OpenAsync(ann))
        {
            await ime.Writes("신규 ");
            await ime.Composes("ㄱ", "기", "깋");
            await Expect(chosen).ToContainTextAsync("신규 기획");
            await ime.EntersWhileComposing();
            await ime.Commits("깋");
        }

        await ann.IsIn("신규 기획");
        Assert.Equal(planning, ann.Room);

        // A person is a chat.
        await ann.Listens();
        await keyboard.PressAsync("Control+k");
        await box.FillAsync("ㄴㄱㅎㄱ");
        await Expect(chosen).ToContainTextAsync(kim.UserName);
        await keyboard.PressAsync("Enter");
        await ann.IsIn("남궁한결");
    });

    [Fact]
    public Task What_was_looked_for_is_offered_again_and_the_sheet_says_which_keys_there_are() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Enters(await ann.HasRoom("Sheets"));
        var (page, keyboard) = (ann.Page, ann.Page.Keyboard);

        await ann.Composer.PressSequentiallyAsync("what?");
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await Expect(ann.Composer).ToHaveValueAsync("what?");
        await page.Locator("#timeline").FocusAsync();
        await keyboard.PressAsync("?");
        await Expect(page.Locator("dialog.sheet")).ToContainTextAsync("Jump to a room or person");
        await keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);

        await keyboard.PressAsync("Control+Shift+F");
        await ann.IsOn("Search – Chat");
        await page.Locator("#q").FillAsync("kingfisher");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("#results .empty")).ToContainTextAsync("kingfisher");

        await ann.Opens("/rooms");
        await keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Option, new() { Name = "kingfisher" }).ClickAsync();
        await Expect(page.Locator("#q")).ToHaveValueAsync("kingfisher");
    });
}
