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
        var page = person.Page;
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Artifacts, "screenshots", $"{name}-{width}-{Theme}-{language}.png"), FullPage = true });
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than the screen");
        // What axe judges is the same in every language.
        if (language != "en")
            return;
        var faults = await Axe.JudgeAsync(page);
        Assert.True(faults.Length == 0, $"{name}: {string.Join('\n', faults)}");
    }
}
