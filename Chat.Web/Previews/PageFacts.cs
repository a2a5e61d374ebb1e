using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Chat.Previews;

/// <summary>What a page says of itself, as text. All of it is a stranger's word.</summary>
/// <param name="Title">Empty if there is nothing to show.</param>
internal sealed record PageFacts(string Title, string Description, string Site, Uri? Picture)
{
    private const int MaxTitle = 160;
    private const int MaxDescription = 280;
    private const int MaxSite = 60;

    private static readonly string[] Titles = ["og:title", "twitter:title", "<title>"];
    private static readonly string[] Descriptions = ["og:description", "twitter:description", "description"];
    private static readonly string[] Sites = ["og:site_name", "application-name"];
    private static readonly string[] Pictures = ["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"];

    /// <param name="url">Where the page was found.</param>
    public static PageFacts Read(string html, Uri url)
    {
        var said = Collect(html);
        return new PageFacts(
            FirstOf(said, Titles, MaxTitle),
            FirstOf(said, Descriptions, MaxDescription),
            FirstOf(said, Sites, MaxSite) is { Length: > 0 } site ? site : HostOf(url),
            Pictures.Select(said.GetValueOrDefault).OfType<string>().Select(picture => PictureOf(url, picture)).FirstOrDefault());
    }

    /// <summary>
    /// Reads the tokens of the head, and builds no tree: a page of half a megabyte can nest a hundred thousand elements,
    /// which no stack walks.
    /// </summary>
    private static Dictionary<string, string> Collect(string html)
    {
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var source = new TextSource(html);
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        while (tokens.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            if (token is HtmlTagToken { Type: HtmlTokenType.StartTag } tag && !Take(said, tokens, tag))
                break;
        }

        return said;
    }

    /// <summary>False where the head is over.</summary>
    private static bool Take(Dictionary<string, string> said, HtmlTokenizer tokens, HtmlTagToken tag)
    {
        switch (tag.Name)
        {
            case "body":
                return false;
            case "meta":
                said.TryAdd(NameOf(tag), tag.GetAttribute("content") ?? "");
                break;
            case "title":
                tokens.State = HtmlParseMode.RCData;
                said.TryAdd("<title>", WordsOf(tokens));
                break;
            case "style" or "noframes":
                tokens.State = HtmlParseMode.Rawtext;
                break;
            case "script":
                tokens.State = HtmlParseMode.Script;
                break;
        }

        return true;
    }

    /// <summary>Up to the end of the element: within a title nothing else is one.</summary>
    private static string WordsOf(HtmlTokenizer tokens)
    {
        var words = new StringBuilder();
        while (tokens.Get() is { Type: HtmlTokenType.Character } piece)
            words.Append(piece.Data);
        return words.ToString();
    }

    private static string NameOf(HtmlTagToken tag) =>
        (tag.GetAttribute("property") is { Length: > 0 } property ? property : tag.GetAttribute("name") ?? "").Trim();

    private static string FirstOf(Dictionary<string, string> said, string[] names, int max) =>
        names.Select(name => Tidy(said.GetValueOrDefault(name) ?? "", max)).FirstOrDefault(text => text.Length > 0) ?? "";

    /// <summary>One line without signs that are not seen or that turn the direction of what follows.</summary>
    private static string Tidy(string text, int max)
    {
        var tidy = new StringBuilder(Math.Min(text.Length, max + 1));
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (tidy.Length > 0 && tidy[^1] != ' ')
                    tidy.Append(' ');
            }
            else if (IsShown(rune))
            {
                tidy.Append(rune.ToString());
            }

            if (tidy.Length > max)
                return $"{tidy.ToString(0, CutOf(tidy, max)).TrimEnd()}…";
        }

        var line = tidy.ToString().TrimEnd();
        return line.Any(char.IsLetterOrDigit) ? line : "";
    }

    /// <summary>Joiners make one sign of several, in Persian and in emoji.</summary>
    private static bool IsShown(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune)
        is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.PrivateUse);

    private static int CutOf(StringBuilder text, int max) => char.IsLowSurrogate(text[max]) ? max - 1 : max;

    private static string HostOf(Uri url) => url.Host.StartsWith("www.", StringComparison.Ordinal) ? url.Host[4..] : url.Host;

    private static Uri? PictureOf(Uri page, string picture) => Uri.TryCreate(page, picture.Trim(), out var url) ? url : null;
}
