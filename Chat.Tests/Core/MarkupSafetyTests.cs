using AngleSharp.Dom;
using Chat.Core;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chat.Tests.Core;

public class MarkupSafetyTests
{
    private const int Messages = 5_000;

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["a"] = ["href", "target", "rel", "class", "data-person"],
        ["bdi"] = [],
        ["blockquote"] = [],
        ["br"] = [],
        ["code"] = ["class"],
        ["del"] = [],
        ["em"] = [],
        ["hr"] = [],
        ["li"] = [],
        ["ol"] = ["start"],
        ["p"] = ["class"],
        ["pre"] = [],
        ["span"] = ["class", "data-all"],
        ["strong"] = [],
        ["ul"] = [],
        ["table"] = [],
        ["thead"] = [],
        ["tbody"] = [],
        ["tr"] = [],
        ["th"] = [],
        ["td"] = [],
    };

    private static readonly string[] Schemes = ["http://", "https://", "mailto:"];

    private static readonly string[] Fragments =
    [
        "a", "가", " ", "  ", "    ", "\n", "\n\n", "\t", "*", "**", "_", "~~", "`", "```", "```js\n", "\\", "|", "-|-\n", "a|b\n",
        "> ", ">", "- ", "1. ", "+", "# ", "---\n", "[", "]", "(", ")", "](", "![", "[a](", "[a]: ", "<", ">", "\"", "'", "&", ";", ":",
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href=\"javascript:alert(1)\">",
        "</p>", "</code></pre>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "<style>", "</title>", "<iframe srcdoc=", "<math><mi>",
        "javascript:alert(1)", "JAVASCRIPT&colon;", "&#106;avascript:", "data:text/html,", "vbscript:", "java\tscript:", "\u0001javascript:",
        "https://example.com", "http://", "https://a\"onmouseover=alert(1) x=\"", "mailto:a@b", "//evil.example", "/\\evil", "/rooms/42/7",
        "\" onclick=\"alert(1)", "{.class #id onclick=x}", "[^1]", "[^1]: note", ":::", "$$", "&lt;", "&#0;", "&quot;", "\u00a0", "\u202e", "\u2028", "\0", "😀",
        "@ann", "@room", "@", "/me ", "/shrug ", "//",
    ];

    private static readonly Roll Room = new(
        "Cid <b>", new Dictionary<string, Callee>(StringComparer.Ordinal) { ["ann"] = new(1, "Ann\" onclick='<script>") }, MayCallAll: true);

    private static Arbitrary<string> HostileMessages() =>
        Gen.OneOf(Gen.Elements(Fragments), ArbMap.Default.GeneratorFor<string>().Where(text => text is not null))
            .ListOf()
            .Select(string.Concat)
            .ToArbitrary();

    [Fact]
    public void Only_known_tags_and_attributes_ever_come_out() => Always(html =>
        Html.Parse(html).QuerySelectorAll("*").All(IsAllowed));

    [Fact]
    public void Every_link_leads_where_links_may_lead() => Always(html =>
        Html.Parse(html).QuerySelectorAll("a").All(LeadsWhereItMay));

    [Fact]
    public void A_browser_reads_the_tags_as_they_were_meant() => Always(html =>
        Unescaped(Html.Parse(html).InnerHtml) == Unescaped(html.Replace("\0", "", StringComparison.Ordinal)));

    [Fact]
    public void The_same_message_is_always_the_same_html() =>
        Prop.ForAll(HostileMessages(), source => Markup.ToHtml(source) == Markup.ToHtml(source)).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_a_message_that_shows_something_something_is_shown() => Prop.ForAll(HostileMessages(), source =>
        MessageText.Read(source) is not MessageText.Ok(var text)
        || Html.Read(text) is var message && (message.TextContent.Trim().Length > 0 || message.QuerySelector("hr") is not null))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Messages));

    private static void Always(Func<string, bool> holds) =>
        Prop.ForAll(HostileMessages(), source => holds(Markup.Render(source, Room).Html)).Check(Config.QuickThrowOnFailure.WithMaxTest(Messages));

    private static bool IsAllowed(IElement element) =>
        Allowed.TryGetValue(element.LocalName, out var attributes)
        && element.Attributes.All(attribute => attributes.Contains(attribute.Name, StringComparer.Ordinal));

    private static bool LeadsWhereItMay(IElement link)
    {
        var href = link.GetAttribute("href")!;
        var elsewhere = Schemes.Any(scheme => href.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
        var ours = href.StartsWith('/') && !href.StartsWith("//", StringComparison.Ordinal) && !href.StartsWith("/\\", StringComparison.Ordinal);
        return elsewhere
            ? link.GetAttribute("target") is "_blank" && link.GetAttribute("rel") is "noopener noreferrer"
            : ours && link.GetAttribute("target") is null;
    }

    /// <summary>A serialiser escapes fewer signs than we do, and the hard space besides.</summary>
    private static string Unescaped(string html) => html
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&quot;", "\"", StringComparison.Ordinal)
        .Replace("&nbsp;", "\u00a0", StringComparison.Ordinal);
}
