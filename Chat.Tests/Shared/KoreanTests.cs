using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Chat.Tests.Shared;

/// <summary>Every word of the product has its Korean.</summary>
public sealed class KoreanTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static readonly Regex PageText = new("""\b(?:T|text)\["(?<english>(?:[^"\\]|\\.)*)"[,\]]""", RegexOptions.NonBacktracking);

    private static readonly Regex ModuleText = new("""\bt\(\s*"(?<english>(?:[^"\\]|\\.)*)"\s*[,)]""", RegexOptions.NonBacktracking);

    private static readonly Regex Hole = new(@"\{\d[^}]*\}", RegexOptions.NonBacktracking);

    private readonly ChatApp app = shared.App;

    [Fact]
    public void Every_text_of_pages_and_modules_has_its_Korean_and_there_is_no_other()
    {
        Assert.Equal([.. PageTexts().Concat(ModuleTexts()).Distinct().Order(StringComparer.Ordinal)], Korean().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_Korean_text_is_empty_or_English()
    {
        Assert.All(Korean(), entry => Assert.True(entry.Value.Any(letter => letter is >= '가' and <= '힣') || !entry.Value.Replace("{0}", "", StringComparison.Ordinal).Any(char.IsAsciiLetter), entry.Key));
    }

    [Fact]
    public void What_is_filled_in_stands_in_both_languages()
    {
        Assert.All(Korean(), entry => Assert.Equal(Holes(entry.Key), Holes(entry.Value)));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public async Task A_page_brings_the_texts_that_its_modules_say(string language)
    {
        using var stranger = app.Visit();
        using var answer = await stranger.GetAsync("/signin", headers: ("Accept-Language", language));

        var json = (await Visitor.ReadAsync(answer)).GetElementById("text")!.TextContent;

        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
        Assert.Equal(ModuleTexts().Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
        Assert.All(texts, text => Assert.Equal(language == "ko" ? Korean()[text.Key] : text.Key, text.Value));
    }

    private static Dictionary<string, string> Korean() =>
        XDocument.Load(Path.Combine(Sources.Root, "Chat.Web/Shared/Text.ko.resx")).Root!.Elements("data")
            .ToDictionary(entry => entry.Attribute("name")!.Value, entry => entry.Element("value")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> PageTexts() =>
        Literals(PageText, Sources.Files("Chat.Web", "*.cs").Concat(Sources.Files("Chat.Web", "*.cshtml")));

    private static IEnumerable<string> ModuleTexts() =>
        Literals(ModuleText, Sources.Files("wwwroot", "*.js").Where(file => !file.Contains("/vendor/", StringComparison.Ordinal)));

    private static IEnumerable<string> Literals(Regex pattern, IEnumerable<string> files) =>
        files.SelectMany(file => pattern.Matches(File.ReadAllText(file)))
            .Select(match => JsonSerializer.Deserialize<string>($"\"{match.Groups["english"].Value}\"")!)
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Holes(string text) => Hole.Matches(text).Select(hole => hole.Value).Order(StringComparer.Ordinal);
}
