namespace Chat.E2E.Looks;

/// <summary>Search, the switcher and the sheet of keys in every dress.</summary>
[Collection(Stages.Portraits)]
public sealed class SearchLooksTests(Stage stage)
{
    public static TheoryData<int, bool, string> Dresses { get; } = Environment.GetEnvironmentVariable("CHAT_DRESSES") == "all"
        ? new() { { 1280, false, "en" }, { 1280, true, "en" }, { 390, false, "en" }, { 390, true, "en" }, { 1280, false, "ko" }, { 390, true, "ko" }, { 320, false, "en" } }
        : new() { { 1280, true, "en" }, { 390, false, "ko" } };

    [Theory]
    [MemberData(nameof(Dresses))]
    public Task Axe_finds_nothing_where_one_looks_for_things(int width, bool dark, string language) => stage.PlayAsync(async cast =>
    {
        var camera = new Camera(width, dark, language);
        var ann = await cast.EntersAsync("Ann Weber", camera.Device);
        await Furniture.BusyRoomAsync(cast, ann, $"The room for everything about builds {width} {camera.Theme} {language}");

        await camera.Visits(ann, "/search", "search");
        await ann.Page.Locator(".search-help > summary").ClickAsync();
        await camera.Takes(ann, "search-help");
        await camera.Visits(ann, "/search?q=%EB%B2%84%ED%8A%BC", "search-korean");
        await camera.Visits(ann, "/search?q=name%20from:me%20has:code", "search-filters");
        await camera.Visits(ann, "/search?q=zebra%20on:2026-11-20", "search-none");
        await camera.Visits(ann, "/jump?q=a", "jump");
        await camera.Visits(ann, "/shortcuts", "shortcuts");

        await ann.Opens("/rooms");
        await ann.Page.Keyboard.PressAsync("Control+k");
        await Expect(ann.Page.Locator("[role=option]").First).ToBeVisibleAsync();
        await camera.Takes(ann, "switcher");
        await ann.Page.GetByRole(AriaRole.Combobox).FillAsync("박");
        await Expect(ann.Page.Locator("[role=option][data-person]").First).ToBeVisibleAsync();
        await camera.Takes(ann, "switcher-people");
        await ann.Page.Keyboard.PressAsync("Escape");
        await Expect(ann.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await ann.Page.Keyboard.PressAsync("?");
        await Expect(ann.Page.Locator("dialog.sheet")).ToBeVisibleAsync();
        await camera.Takes(ann, "sheet");
    });
}
