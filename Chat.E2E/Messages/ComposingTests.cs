namespace Chat.E2E.Messages;

/// <summary>Syllables are composed by an input method, and Enter belongs to it first.</summary>
[Collection(Stages.Everyday)]
public sealed class ComposingTests(Stage stage)
{
    [Fact]
    public Task Enter_on_the_last_Hangul_syllable_sends_it_whole_and_once() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Enters(await ann.HasRoom("한글"));
        await using var keyboard = await Ime.OpenAsync(ann);

        await keyboard.Writes("안녕하세");
        await keyboard.Composes("ㅇ", "요");
        await keyboard.EntersWhileComposing();
        await keyboard.Commits("요");

        await ann.SeesExactly("안녕하세요");
        await Expect(ann.Composer).ToHaveValueAsync("");
        await ann.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task Where_the_system_tells_of_Enter_again_it_is_still_sent_once() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Enters(await ann.HasRoom("두 번"));
        await using var keyboard = await Ime.OpenAsync(ann);

        await keyboard.Writes("점심 먹었어");
        await keyboard.Composes("ㅇ", "요");
        await keyboard.EntersWhileComposing();
        await keyboard.CommitsAndEnters("요");

        await ann.SeesExactly("점심 먹었어요");
        await Expect(ann.Composer).ToHaveValueAsync("");
        await ann.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task Japanese_Enter_commits_and_only_the_next_one_sends() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Enters(await ann.HasRoom("日本語"));
        await using var keyboard = await Ime.OpenAsync(ann);

        await keyboard.Composes("にほん", "日本");
        await keyboard.EntersWhileComposing();
        await keyboard.Commits("日本");
        await Expect(ann.Composer).ToHaveValueAsync("日本");
        await Expect(ann.Messages).ToHaveCountAsync(0);

        await ann.Composer.PressAsync("Enter");
        await ann.SeesExactly("日本");
    });

    [Fact]
    public Task An_edit_box_obeys_the_same_rule() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Enters(await ann.HasRoom("고치기"));
        await ann.Says("안녕");
        await ann.HasSentEverything();
        await ann.Composer.PressAsync("ArrowUp");
        await Expect(ann.Page.Locator("form.edit textarea")).ToBeFocusedAsync();
        await using var keyboard = await Ime.OpenAsync(ann);

        await keyboard.Writes("하세");
        await keyboard.Composes("ㅇ", "요");
        await keyboard.EntersWhileComposing();
        await keyboard.CommitsAndEnters("요");

        await ann.SeesExactly("안녕하세요 edited");
        await Expect(ann.Page.Locator("form.edit")).ToHaveCountAsync(0);
    });
}
