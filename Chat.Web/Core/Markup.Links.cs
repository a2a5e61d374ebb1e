using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax.Inlines;

namespace Chat.Core;

public static partial class Markup
{
    private enum Address
    {
        Refused,
        OurOwn,
        Elsewhere,
    }

    /// <summary>
    /// An allow-list, judged after Markdig decoded entities and escapes. Browsers drop tabs and line ends within an
    /// address and read "\" as "/" (https://url.spec.whatwg.org/#url-parsing), so "/\evil.example" would leave us.
    /// </summary>
    private static Address Judge(string? url)
    {
        if (string.IsNullOrEmpty(url) || url.Any(char.IsControl))
            return Address.Refused;
        if (url[0] is '/')
            return url.Length > 1 && url[1] is '/' or '\\' ? Address.Refused : Address.OurOwn;
        return HasAllowedScheme(url) ? Address.Elsewhere : Address.Refused;
    }

    private static bool HasAllowedScheme(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Remembers how the end of a refused link was typed, "](javascript:…)", so that it can be shown.</summary>
    private sealed class LinkParser : LinkInlineParser
    {
        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var start = slice.Start;
            var matched = base.Match(processor, ref slice);
            if (matched && processor.Inline is LinkInline link && Judge(link.Url) is Address.Refused)
                link.SetData(typeof(LinkParser), slice.Text[start..slice.Start]);
            return matched;
        }
    }

    private sealed class BareUrlParser : InlineParser
    {
        public BareUrlParser() => OpeningCharacters = ['h', 'H', 'm', 'M'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (char.IsAsciiLetterOrDigit(slice.PeekCharExtra(-1)))
                return false;

            var length = BareUrl.Measure(slice.AsSpan());
            if (length == 0)
                return false;

            processor.Inline = new AutolinkInline(slice.AsSpan()[..length].ToString());
            slice.Start += length;
            return true;
        }
    }
}
