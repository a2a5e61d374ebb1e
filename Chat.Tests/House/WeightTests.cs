using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;

namespace Chat.Tests.House;

/// <summary>What is needed only after a press is not loaded before, and pages do not grow unnoticed.</summary>
public sealed partial class WeightTests(SharedApp shared) : IClassFixture<SharedApp>
{
    /// <summary>Modules of a room page. Raise it only for what a reader needs at once.</summary>
    private const int MostModules = 110;

    /// <summary>Style sheets before one is in: each holds up the first sight of the page.</summary>
    private const int MostSheetsBeforeOneIsIn = 3;

    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_room_page_begins_with_no_more_modules_than_it_needs()
    {
        var modules = await ModulesOfARoomAsync();

        Assert.Contains("/messages/outbox.js", modules);
        Assert.True(modules.Count <= MostModules, $"{modules.Count} modules");
    }

    [Fact]
    public async Task What_one_module_loads_late_no_other_one_of_the_page_loads_at_once()
    {
        var modules = await ModulesOfARoomAsync();

        var late = modules.SelectMany(module => Paths(LatePattern(), module)).ToList();

        Assert.Contains("/reactions/picker.js", late);
        Assert.Empty(late.Intersect(modules, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Before_one_is_in_a_page_wants_only_the_style_sheets_of_all_pages()
    {
        using var stranger = app.Visit();

        var page = await stranger.PageAsync("/signin");

        Assert.InRange(page.QuerySelectorAll("link[rel=stylesheet]").Length, 1, MostSheetsBeforeOneIsIn);
    }

    private async Task<HashSet<string>> ModulesOfARoomAsync()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Light {Guid.NewGuid()}");
        var modules = new HashSet<string>(StringComparer.Ordinal);
        foreach (var module in Beginnings(await ann.PageAsync($"/rooms/{room}")))
            Follow(module, modules);
        return modules;
    }

    /// <summary>The modules that the page names, under the names they have here.</summary>
    private static IEnumerable<string> Beginnings(IHtmlDocument page)
    {
        var map = JsonDocument.Parse(page.QuerySelector("script[type=importmap]")!.TextContent).RootElement.GetProperty("imports")
            .EnumerateObject().ToDictionary(entry => entry.Value.GetString()!, entry => entry.Name, StringComparer.Ordinal);
        return page.QuerySelectorAll("script[type=module]").Select(script => map[script.GetAttribute("src")!]);
    }

    private static void Follow(string module, HashSet<string> known)
    {
        if (!known.Add(module))
            return;
        foreach (var next in Paths(AtOncePattern(), module))
            Follow(next, known);
    }

    private static IEnumerable<string> Paths(Regex pattern, string module) =>
        pattern.Matches(File.ReadAllText(Path.Combine(Sources.Root, "wwwroot", module[1..]))).Select(import => import.Groups["path"].Value);

    [GeneratedRegex("""^(?:import|export)\s[^(;=]*?["'](?<path>/[^"']+)["'];""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AtOncePattern();

    [GeneratedRegex("""\bimport\(["'](?<path>/[^"']+)["']\)(?!\.[A-Z])""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LatePattern();
}
