namespace Chat.E2E.Messages;

[Collection(Stages.Everyday)]
public sealed class KeyboardTests(Stage stage)
{
    [Fact]
    public Task A_talk_without_a_mouse() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Enters(await ann.HasRoom("Keys"));
        var keyboard = ann.Page.Keyboard;

        await keyboard.PressAsync("Tab");
        await Expect(ann.Page.Locator(".skip")).ToBeFocusedAsync();
        await Expect(ann.Page.Locator(".skip")).ToBeInViewportAsync();
        await keyboard.PressAsync("Enter");
        for (var presses = 0; presses < 10 && !await IsFocused(ann.Composer); presses++)
        {
            await keyboard.PressAsync("Tab");
            Assert.True(await ShowsItsFocus(ann.Page), "The focus is not to be seen.");
        }

        await keyboard.TypeAsync("frist");
        await keyboard.PressAsync("Enter");
        await ann.SeesExactly("frist");
        await ann.HasSentEverything();
        // With its time comes its rendered self: what was only acknowledged cannot be edited yet.
        await Expect(ann.Message("frist").Locator("a.at")).ToBeVisibleAsync();

        await keyboard.PressAsync("ArrowUp");
        var box = ann.Page.Locator("form.edit textarea");
        await Expect(box).ToBeFocusedAsync();
        await keyboard.PressAsync("Escape");
        await Expect(box).ToHaveCountAsync(0);
        await Expect(ann.Composer).ToBeFocusedAsync();

        await keyboard.PressAsync("ArrowUp");
        await Expect(box).ToBeFocusedAsync();
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("first");
        await keyboard.PressAsync("Enter");
        await ann.SeesExactly("first edited");
        await Expect(ann.Composer).ToBeFocusedAsync();
    });

    [Fact]
    public Task A_message_is_deleted_by_keys_alone() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Keys again");
        await ann.HasSaid(room, "to be gone");
        await ann.Enters(room);

        await ann.Page.Locator("#m1 .at").FocusAsync();
        var more = ann.Page.GetByRole(AriaRole.Button, new() { Name = "More actions" });
        for (var presses = 0; presses < 5 && !await IsFocused(more); presses++)
            await ann.Page.Keyboard.PressAsync("Tab");
        await ann.Page.Keyboard.PressAsync("Enter");
        await Expect(ann.Page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await ann.Page.Keyboard.PressAsync("Escape");
        await Expect(more).ToBeFocusedAsync();
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.Page.Keyboard.PressAsync("End");
        await Expect(ann.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" })).ToBeFocusedAsync();
        await ann.Page.Keyboard.PressAsync("Enter");
        await Expect(ann.Page.Locator("dialog :focus")).ToHaveCountAsync(1);
        await ann.Page.Keyboard.PressAsync("Tab");
        await ann.Page.Keyboard.PressAsync("Enter");

        await ann.SeesExactly("deleted");
        await Expect(ann.Composer).ToBeFocusedAsync();
    });

    [Fact]
    public Task Shift_Enter_breaks_the_line_and_a_draft_outlives_its_page() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Drafts");
        await ann.Enters(room);

        await ann.Composer.PressSequentiallyAsync("one");
        await ann.Composer.PressAsync("Shift+Enter");
        await ann.Composer.PressSequentiallyAsync("two");
        await ann.Enters(room);

        await Expect(ann.Composer).ToHaveValueAsync("one\ntwo");
    });

    private static Task<bool> IsFocused(ILocator locator) => locator.EvaluateAsync<bool>("element => element === document.activeElement");

    /// <summary>An outline, or the frame of what is focused in it.</summary>
    private static Task<bool> ShowsItsFocus(IPage page) => page.EvaluateAsync<bool>("""
        () => {
          const seen = element => getComputedStyle(element).outlineStyle !== "none" || getComputedStyle(element).boxShadow !== "none";
          const focused = document.activeElement;
          return seen(focused) || seen(focused.parentElement);
        }
        """);
}
