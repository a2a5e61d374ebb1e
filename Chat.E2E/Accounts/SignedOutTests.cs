namespace Chat.E2E.Accounts;

[Collection(Stages.Everyday)]
public sealed class SignedOutTests(Stage stage)
{
    [Fact]
    public Task Signed_out_in_another_tab_one_returns_to_the_same_room_with_the_draft() => stage.PlayAsync(async cast =>
    {
        // What a page asks for in between is refused, as it should be.
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Interrupted");
        await ann.Enters(room);
        await ann.Composer.FillAsync("half a thought");
        var tab = await ann.OpensAnotherTab();
        await tab.Opens("/rooms");
        await tab.SignsOut();

        await Expect(ann.Page.Locator("#network")).ToContainTextAsync("You have been signed out");
        await ann.Follows("Sign in");
        await ann.SignsIn();

        await ann.IsIn("Interrupted");
        await Expect(ann.Composer).ToHaveValueAsync("half a thought");
        await ann.Says("half a thought, finished");
        await ann.SeesExactly("half a thought, finished");
    });

    [Fact]
    public Task What_was_sent_just_then_goes_out_after_signing_in() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann");
        await ann.Enters(await ann.HasRoom("Cut short"));
        await ann.Context.ClearCookiesAsync();

        await ann.Says("precious words");

        await ann.SeesFailed("precious words");
        await ann.SeesText("Sign in to send this. Your text is kept.");
        await ann.Page.ReloadAsync();
        await ann.SignsIn();

        await ann.IsIn("Cut short");
        await ann.SeesExactly("precious words");
        await ann.HasSentEverything();
    });
}
