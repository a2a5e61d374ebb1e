using System.Net;
using System.Text.RegularExpressions;
using Chat.Outbound;

namespace Chat.Previews;

/// <summary>The links of a message that are looked at.</summary>
internal static partial class MessageLinks
{
    /// <summary>More would be a list, and fifty links a way to make the server ask fifty times.</summary>
    public const int Max = 3;

    /// <summary>Whether there can be any; for nearly all messages the only thing that is asked.</summary>
    public static bool MayBeIn(string text) => text.Contains("http", StringComparison.OrdinalIgnoreCase);

    /// <param name="html">As <c>Markup</c> has written it: addresses stand in double quotes, and nothing else looks like an anchor.</param>
    /// <returns>The first different pages on the web, without the places within them.</returns>
    public static IReadOnlyList<string> In(string html) => MayBeIn(html)
        ? [.. Anchor().Matches(html).Select(match => PageOf(WebUtility.HtmlDecode(match.Groups["url"].Value))).OfType<string>().Distinct().Take(Max)]
        : [];

    private static string? PageOf(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var url) && url.GetLeftPart(UriPartial.Query) is { Length: <= OutboundRules.MaxUrl } page ? page : null;

    [GeneratedRegex("""<a href="(?<url>https?://[^"]+)""", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Anchor();
}
