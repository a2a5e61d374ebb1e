namespace Chat.E2E.App;

/// <summary>What other apps share lands in the box of a room.</summary>
[Collection(Stages.Company)]
public sealed class ShareTests(Stage stage)
{
    [Fact]
    public Task It_stands_behind_what_was_being_typed_there_and_does_not_come_back_once_sent() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Worker.Phone);
        var room = await ann.HasRoom("Links");
        await ann.Enters(room);
        await ann.Composer.FillAsync("Have a look:");
        await ann.Opens("/share?title=&text=https%3A%2F%2Fexample.org%2F");
        await ann.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Links" }).ClickAsync();
        await ann.IsIn("Links");

        await Expect(ann.Composer).ToHaveValueAsync("Have a look:\nhttps://example.org/");
        await Expect(ann.Messages).ToHaveCountAsync(0);
        await ann.Reloads();
        await Expect(ann.Composer).ToHaveValueAsync("Have a look:\nhttps://example.org/");
        await ann.Presses("Send");
        await ann.HasSentEverything();
        await Expect(ann.Messages).ToHaveCountAsync(1);
        await ann.Reloads();
        await Expect(ann.Composer).ToHaveValueAsync("");
    });

    [Fact]
    public Task Without_a_script_it_stands_there_too() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Device.Phone with { Script = false });
        await ann.HasRoom("Plain links");
        await ann.Opens("/share?text=plain");
        await ann.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Plain links" }).ClickAsync();
        await Expect(ann.Composer).ToHaveValueAsync("plain");
        await ann.Presses("Send");

        await ann.SeesExactly("plain");
    });
}
