namespace Chat.E2E.Accounts;

[Collection(Stages.Everyday)]
public sealed class DevicesTests(Stage stage)
{
    [Fact]
    public Task Ann_sees_her_two_devices_and_signs_the_other_one_out_at_once() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Left behind");
        var lost = await ann.TakesAnotherDevice();
        await lost.Enters(room);
        await lost.Composer.FillAsync("half a thought");

        await ann.Opens("/account");
        await ann.Follows("Your devices");
        await Expect(ann.Page.Locator(".cards .card")).ToHaveCountAsync(2);
        await ann.SeesText("This device");
        await ann.Page.Locator(".cards .card form button").ClickAsync();
        await Expect(ann.Page.Locator(".cards .card")).ToHaveCountAsync(1);

        await Expect(lost.Page.Locator("#network")).ToContainTextAsync("You have been signed out");
        await lost.Follows("Sign in");
        await lost.SignsIn();
        await lost.IsIn("Left behind");
        await Expect(lost.Composer).ToHaveValueAsync("half a thought");
    });
}
