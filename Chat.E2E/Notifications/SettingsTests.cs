namespace Chat.E2E.Notifications;

[Collection(Stages.Company)]
public sealed class SettingsTests(Stage stage)
{
    [Fact]
    public Task One_chooses_when_and_of_what_one_is_notified() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Opens("/account");
        await ann.Follows("Your notifications");

        await ann.Page.GetByLabel("From", new() { Exact = true }).FillAsync("22:00");
        await ann.Page.GetByLabel("Until", new() { Exact = true }).FillAsync("07:00");
        await ann.Presses("Save hours");
        await Expect(ann.Page.Locator("#quiet [role=status]")).ToHaveTextAsync("Saved.");
        await Expect(ann.Page.GetByLabel("From", new() { Exact = true })).ToHaveValueAsync("22:00");

        await ann.Presses("For 1 hour");
        await Expect(ann.Page.Locator("#pause")).ToContainTextAsync("Notifications are paused until");
        await ann.Presses("End the pause");
        await Expect(ann.Page.Locator("#pause time")).ToHaveCountAsync(0);

        await ann.Page.GetByLabel("Your words").FillAsync("deploy\n배포");
        await ann.Presses("Save words");
        await Expect(ann.Page.GetByLabel("Your words")).ToHaveValueAsync("deploy\n배포");
    });

    [Fact]
    public Task A_room_is_two_clicks_from_what_one_hears_of_it() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Two clicks");
        await ann.Enters(room);

        await ann.Page.Locator(".settings-link").ClickAsync();
        await ann.Follows("Your options");
        await ann.Page.GetByLabel("Notify me of", new() { Exact = true }).SelectOptionAsync("everything");
        await ann.Page.Locator("form[action$='/notify'] button").ClickAsync();

        await Expect(ann.Page.GetByLabel("Notify me of", new() { Exact = true })).ToHaveValueAsync("everything");
    });

    [Fact]
    public Task The_server_knows_which_room_is_in_sight() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("In sight");

        var report = await ann.Page.RunAndWaitForRequestAsync(
            () => ann.Enters(room), request => request.Url.EndsWith("/presence", StringComparison.Ordinal) && (request.PostData ?? "").Contains($"Room={room}", StringComparison.Ordinal));

        Assert.Contains("State=active", report.PostData, StringComparison.Ordinal);
    });
}
