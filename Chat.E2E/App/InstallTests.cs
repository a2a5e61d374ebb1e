using System.Text.Json;

namespace Chat.E2E.App;

/// <summary>It can be installed, and says how.</summary>
[Collection(Stages.Whole)]
public sealed class InstallTests(WholeStage stage)
{
    private static readonly string[] Flags = ["--no-sandbox", "--disable-dev-shm-usage", "--no-first-run"];

    [Fact]
    public async Task Chromium_finds_nothing_that_stands_in_the_way()
    {
        // In the private windows that other stories are told in, nothing can be installed.
        var profile = Directory.CreateTempSubdirectory("chat-install-").FullName;
        using var playwright = await Playwright.CreateAsync();
        await using (var context = await playwright.Chromium.LaunchPersistentContextAsync(profile, new() { ExecutablePath = Browser.Whole, Headless = true, Args = Flags }))
        {
            var page = context.Pages[0];
            await page.GotoAsync(new Uri(stage.App.Address, "/signin").ToString());
            var tools = await context.NewCDPSessionAsync(page);

            var errors = (await tools.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors");
            var manifest = (await tools.SendAsync("Page.getAppManifest"))!.Value;

            Assert.Equal("[]", JsonSerializer.Serialize(errors));
            Assert.Equal("[]", JsonSerializer.Serialize(manifest.GetProperty("errors")));
        }

        Directory.Delete(profile, recursive: true);
    }

    [Fact]
    public Task A_room_offers_it_once_and_the_account_says_how() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Worker.Phone);
        await ann.Enters(await ann.HasRoom("Home screen"));
        await Offers(ann);
        await Expect(ann.Page.Locator(".install-hint")).ToContainTextAsync("This can be an app on your device, with notifications.");
        await ann.Reloads();
        await Offers(ann);
        await Expect(ann.Page.Locator(".install-hint")).ToHaveCountAsync(0);

        await ann.Opens("/account");
        await ann.SeesText("Open the browser's menu and press “Install” or “Add to Home screen”.");
        await Offers(ann);
        await ann.Page.Locator("#install").GetByRole(AriaRole.Button, new() { Name = "Install" }).ClickAsync();
        Assert.Equal(1, await ann.Page.EvaluateAsync<int>("() => window.asked"));
    });

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "ios")]
    [InlineData("Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0", "firefox-android")]
    public Task Each_browser_has_its_own_way(string browser, string way) => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Worker.Phone);
        await ann.Page.AddInitScriptAsync($"Object.defineProperty(navigator, 'userAgent', {{ get: () => '{browser}' }})");
        await ann.Opens("/account");

        await Expect(ann.Page.Locator("#install [data-browser]:visible")).ToHaveAttributeAsync("data-browser", way);
    });

    internal static Task Offers(Person person) => person.Page.EvaluateAsync(
        """
        () => {
          const offer = new Event("beforeinstallprompt", { cancelable: true });
          Object.assign(offer, { prompt: () => { window.asked = (window.asked ?? 0) + 1; }, userChoice: Promise.resolve({ outcome: "dismissed" }) });
          dispatchEvent(offer);
        }
        """);
}
