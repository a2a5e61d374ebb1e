using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Chat.E2E.Looks;

/// <summary>Looks at a page as axe does, and keeps a picture.</summary>
public sealed class Camera(int width, bool dark, string language)
{
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
        // What axe judges is the same in every language.
        if (language == "en")
            await HasNothingAgainst(person.Page, name);
    }

    private static async Task HasNothingAgainst(IPage page, string name)
    {
        // While the drawer is open the page behind it is inert, and its landmark and heading with it.
        string[] ofTheWholePage = name == "drawer" ? ["landmark-one-main", "page-has-heading-one"] : [];
        var found = await page.RunAxe(new AxeRunOptions { Rules = ofTheWholePage.ToDictionary(rule => rule, _ => new RuleOptions { Enabled = false }, StringComparer.Ordinal) });
        Assert.Empty(found.Violations.Select(violation => $"{name}: {violation.Help} {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }
}
