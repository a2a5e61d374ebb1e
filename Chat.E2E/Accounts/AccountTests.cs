namespace Chat.E2E.Accounts;

[Collection(Stages.Everyday)]
public sealed class AccountTests(Stage stage)
{
    [Fact]
    public Task Signing_in_leads_to_where_one_wanted_to_be() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Destination");
        await ann.Context.ClearCookiesAsync();

        await ann.Opens($"/rooms/{room}");
        await ann.SignsIn();

        await ann.IsIn("Destination");
    });

    [Fact]
    public Task A_wrong_password_is_refused_beside_the_form_and_the_name_is_kept() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Context.ClearCookiesAsync();
        await ann.Opens("/signin");

        await ann.SubmitsWith(("UserName", ann.UserName), ("Password", "not my password"));

        await ann.SeesText("User name or password is wrong.");
        await Expect(ann.Page.GetByLabel("User name")).ToHaveValueAsync(ann.UserName);
    });

    [Fact]
    public Task Name_language_and_theme_are_chosen_and_kept() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann");
        await ann.Opens("/account");
        await ann.Fills("Display name", "Ann Weber");
        await ann.Page.GetByLabel("Language").SelectOptionAsync("ko");
        await ann.Page.GetByLabel("Theme").SelectOptionAsync("dark");
        await Expect(ann.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await ann.Presses("Save");

        await ann.Opens("/rooms");
        await ann.SeesTitle("대화방 – Chat");
        await Expect(ann.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(ann.Page.Locator(".me .name")).ToHaveTextAsync("Ann Weber");
    });

    [Fact]
    public Task A_new_password_signs_the_other_devices_out_at_once() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann");
        var room = await ann.HasRoom("Locked out");
        var lost = await ann.TakesAnotherDevice();
        await lost.Enters(room);

        await ann.Opens("/account");
        await ann.Fills("Current password", Tests.Visitor.Password);
        await ann.Fills("New password", "another horse altogether");
        await ann.Presses("Change password");
        await ann.SeesText("Your password is changed. Your other devices are signed out.");

        await Expect(lost.Page.Locator("#network")).ToContainTextAsync("You have been signed out");
        await ann.Enters(room);
        await ann.Says("still here");
        await ann.SeesExactly("still here");
    });
}
