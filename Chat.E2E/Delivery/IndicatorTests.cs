namespace Chat.E2E.Delivery;

/// <summary>A quiet sign says how news comes, in every tab, and what still works while none does.</summary>
[Collection(Stages.Delivery)]
public sealed class IndicatorTests(Stage stage)
{
    [Fact]
    public Task While_the_stream_flows_it_says_live_and_explains_itself() => stage.PlayAsync("Clear sky", async (ann, _) =>
    {
        await Shows(ann, "Live");
        await Expect(Meaning(ann)).ToBeHiddenAsync();

        await Sign(ann).HoverAsync();
        await Expect(Meaning(ann)).ToHaveTextAsync("News comes at once.");
        await ann.Composer.HoverAsync();
        await Expect(Meaning(ann)).ToBeHiddenAsync();

        await ann.Composer.FocusAsync();
        while (await Sign(ann).EvaluateAsync<bool>("sign => sign !== document.activeElement"))
            await ann.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(Meaning(ann)).ToBeVisibleAsync();
        await Expect(Sign(ann)).ToHaveAccessibleNameAsync("Live");
        await Expect(Sign(ann)).ToHaveAccessibleDescriptionAsync("News comes at once.");
        await ann.Page.Keyboard.PressAsync("Escape");
        await Expect(Meaning(ann)).ToBeHiddenAsync();
    });

    [Fact]
    public Task On_a_phone_a_tap_explains_it_and_a_tap_elsewhere_puts_it_away() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Device.Phone);
        await ann.Enters(await ann.HasRoom("Fingertip"));
        await Shows(ann, "Live");

        await Sign(ann).TapAsync();
        await Expect(Meaning(ann)).ToBeVisibleAsync();
        await ann.Page.Locator("#timeline").TapAsync();
        await Expect(Meaning(ann)).ToBeHiddenAsync();
    });

    [Fact]
    public Task Every_tab_names_the_rung_that_news_comes_by() => stage.PlayAsync("Thick fog", async (ann, bob, network) =>
    {
        network.SwallowsStreams = true;
        await ann.Page.ReloadAsync();
        await Shows(ann, "Live, in steps");
        var tab = await ann.OpensAnotherTab();
        await tab.Opens("/rooms");
        await Shows(tab, "Live, in steps");

        network.CutsPolls = true;
        await bob.Says("the last that is waited for");
        await Shows(ann, "Every few seconds");
        await Shows(tab, "Every few seconds");

        (network.CutsPolls, network.SwallowsStreams) = (false, false);
        await ann.Page.CloseAsync();
        await Shows(tab, "Live");
    });

    [Fact]
    public Task Offline_it_says_what_still_works_and_that_is_true() => stage.PlayAsync("Flight mode", async (ann, bob, network) =>
    {
        var tab = await ann.OpensAnotherTab();
        await tab.Enters(ann.Room);
        await Shows(tab, "Live");
        await ann.ClosesTheLaptop(network);
        await bob.Says("are you there?");
        await ann.Says("kept");

        await Shows(ann, "Offline");
        await Shows(tab, "Offline");
        await Expect(Meaning(ann)).ToHaveTextAsync("No connection. You can read this page and write: it is kept, and sent when the connection is back.");

        await ann.OpensTheLaptop(network);
        await Shows(ann, "Live");
        await Shows(tab, "Live");
        await bob.Sees("kept");
        await ann.Sees("are you there?");
        await ann.AgreesWith(bob);
        await tab.SeesWhatAFreshPageShows();
    });

    [Fact]
    public Task Signed_out_elsewhere_it_says_so() => stage.PlayAsync("Last orders", async (ann, _) =>
    {
        await Shows(ann, "Live");
        await ann.PostsAsync("/signout");

        await Shows(ann, "Signed out");
    });

    [Fact]
    public Task Without_scripts_there_is_none() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Device.Desktop with { Script = false });
        await ann.Opens("/rooms");

        await Expect(ann.Page.Locator("#indicator")).ToBeHiddenAsync();
    });

    private static ILocator Sign(Person person) => person.Page.Locator("#indicator button");

    private static ILocator Meaning(Person person) => person.Page.Locator("#indicator .meaning");

    // Finding out what a network does to streams and to polls takes its time.
    private static Task Shows(Person person, string word) => Expect(person.Page.Locator("#indicator .word")).ToHaveTextAsync(word, new() { Timeout = 40_000 });
}
