using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Chat.E2E.Looks;

/// <summary>Looks at a page as axe does, and keeps a picture.</summary>
public sealed class Camera(int width, bool dark, string language)
{
    private static readonly AxeRunOptions OnlyColours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    /// <summary>While the drawer is open the page behind it is inert, and its landmark and heading with it.</summary>
    private static readonly AxeRunOptions BesideAnInertPage = new()
    {
        Rules = new() { ["landmark-one-main"] = new() { Enabled = false }, ["page-has-heading-one"] = new() { Enabled = false } },
    };

    public Device Device { get; } = (width < 500 ? Device.Phone with { Width = width } : Device.Desktop with { Width = width }) with
    {
        Dark = dark,
        Calm = true,
        Locale = language == "ko" ? "ko-KR" : "en-GB",
    };

    public string Theme => dark ? "dark" : "light";

    public async Task Visits(Person person, string path, string name)
    {
        await person.Opens(path);
        await Takes(person, name);
    }

    public async Task Takes(Person person, string name)
    {
        await person.Page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        await person.Page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Artifacts, "screenshots", $"{name}-{width}-{Theme}-{language}.png") });
        Assert.Equal(language, await person.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.True(await person.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than the screen");
        // What axe judges is the same in every language, and in the dark only the colours are others.
        if (language == "en")
            await HasNothingAgainst(person.Page, name);
    }

    private async Task HasNothingAgainst(IPage page, string name)
    {
        var found = await page.RunAxe(dark ? OnlyColours : name == "drawer" ? BesideAnInertPage : new AxeRunOptions());
        Assert.Empty(found.Violations.Select(violation => $"{name}: {violation.Help} {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }
}
