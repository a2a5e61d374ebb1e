using Chat.E2E.Messages;

namespace Chat.E2E.Mentions;

/// <summary>People call each other, and what one begins to type is offered whole.</summary>
[Collection(Stages.Circle)]
public sealed class MentionTests(Stage stage)
{
    [Fact]
    public Task Ann_calls_Bob_who_sees_it_elsewhere_and_goes_there() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var bob = await cast.EntersAsync("Bob");
        var kitchen = $"Kitchen {Guid.NewGuid():N}"[..20];
        var room = await ann.HasRoom(kitchen);
        await bob.HasJoined(kitchen);
        await bob.Opens("/mentions");
        await bob.SeesText("Nobody has called you yet. Messages with @ and your user name, or with @room, stand here.");
        await bob.Listens();
        await ann.Enters(room);

        await ann.Composer.PressSequentiallyAsync("Tea, @Bo");
        await Expect(ann.Offers).ToHaveCountAsync(1);
        await Expect(ann.Composer).ToHaveAttributeAsync("aria-activedescendant", await ann.Offers.First.GetAttributeAsync("id") ?? "");
        await ann.Composer.PressAsync("Enter");
        await Expect(ann.Composer).ToHaveValueAsync($"Tea, @{bob.UserName} ");
        await Expect(ann.Offers).ToHaveCountAsync(0);
        await ann.Composer.PressSequentiallyAsync("now?");
        await ann.Composer.PressAsync("Enter");

        await Expect(bob.InSidebar(kitchen).Locator(".mentions .number")).ToHaveTextAsync("1");
        await Expect(bob.Page.Locator("#mentions-count .number")).ToHaveTextAsync("1");
        await bob.Page.Locator(".mention-list .mentioned", new() { HasText = "Tea, @Bob now?" }).ClickAsync();
        await Expect(bob.Page.Locator(".message.highlighted .mention")).ToHaveTextAsync("@Bob");
        await Expect(bob.InSidebar(kitchen).Locator(".mentions")).ToBeHiddenAsync();
        await Expect(bob.Page.Locator("#mentions-count")).ToBeHiddenAsync();
    });

    [Fact]
    public Task Emoji_and_commands_are_offered_and_Escape_declines() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Enters(await ann.HasRoom($"Offers {Guid.NewGuid():N}"[..20]));

        await ann.Composer.PressSequentiallyAsync("/");
        await Expect(ann.Offers).ToHaveCountAsync(3);
        await ann.Composer.PressAsync("ArrowDown");
        await ann.Composer.PressAsync("Tab");
        await Expect(ann.Composer).ToHaveValueAsync("/shrug ");
        await ann.Composer.PressSequentiallyAsync(":tea");
        await Expect(ann.Offers.First).ToBeVisibleAsync();
        await ann.Composer.PressAsync("Escape");
        await Expect(ann.Offers).ToHaveCountAsync(0);
        await ann.Composer.PressAsync("Enter");
        await ann.SeesExactly(@":tea ¯\_(ツ)_/¯");

        await ann.Says("/dance");
        await ann.SeesText("There is no command /dance. Begin with // if the text is meant to begin with a slash.");
        await Expect(ann.Composer).ToHaveValueAsync("/dance");
        await ann.Says("/me waves");
        await ann.SeesExactly(@":tea ¯\_(ツ)_/¯", "Ann waves");
    });

    [Fact]
    public Task Enter_that_ends_a_syllable_takes_no_offer_and_sends_nothing() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var kim = await cast.EntersAsync("김민지");
        var name = $"한글 {Guid.NewGuid():N}"[..20];
        var room = await ann.HasRoom(name);
        await kim.HasJoined(name);
        await ann.Enters(room);
        await using var keyboard = await Ime.OpenAsync(ann);

        await keyboard.Writes("@");
        await keyboard.Composes("ㄱ", "기", "김");
        await Expect(ann.Offers).ToHaveCountAsync(1);
        await keyboard.EntersWhileComposing();
        await keyboard.CommitsAndEnters("김");
        await Expect(ann.Composer).ToHaveValueAsync("@김");
        await Expect(ann.Messages).ToHaveCountAsync(0);
        await Expect(ann.Offers).ToHaveCountAsync(1);

        await ann.Offers.First.ClickAsync();
        await Expect(ann.Composer).ToHaveValueAsync($"@{kim.UserName} ");
    });
}
