using System.Text;
using System.Text.RegularExpressions;

namespace Chat.Previews;

/// <summary>Which letters a page's bytes mean. What it says of itself is believed only as far as the bytes agree.</summary>
internal static partial class PageText
{
    /// <summary>Within this a page must name its encoding: https://html.spec.whatwg.org/#charset.</summary>
    private const int Prescan = 1_024;

    static PageText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>By the byte order mark, the header, the page itself, in this order; else, and where none fits, UTF-8 with what is unreadable replaced.</summary>
    /// <param name="charset">As the header says.</param>
    public static string Decode(ReadOnlyMemory<byte> page, string? charset)
    {
        var whole = WithoutCutCharacter(page);
        return ByMark(page.Span)
            ?? Strictly(whole, charset)
            ?? Strictly(whole, NamedIn(page))
            ?? Strictly(whole, "utf-8")
            // Old Korean pages often name nothing at all.
            ?? Strictly(whole, "euc-kr")
            ?? Encoding.UTF8.GetString(page.Span);
    }

    private static string? ByMark(ReadOnlySpan<byte> page) => page switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(page[3..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(page[2..]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(page[2..]),
        _ => null,
    };

    /// <summary>Where a page was cut, a character may be, too. No encoding in use has ">" within one.</summary>
    private static ReadOnlyMemory<byte> WithoutCutCharacter(ReadOnlyMemory<byte> page) =>
        page.Span.LastIndexOf((byte)'>') is var end and >= 0 ? page[..(end + 1)] : page;

    private static string? Strictly(ReadOnlyMemory<byte> page, string? name)
    {
        try
        {
            return name is null ? null : Find(name).GetString(page.Span);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null; // no such encoding, one that is not safe, or not the page's
        }
    }

    /// <summary>Browsers read what calls itself EUC-KR or KS C 5601 as its larger sister, and what only says UTF-16 as UTF-8: https://encoding.spec.whatwg.org.</summary>
    private static Encoding Find(string name)
    {
        var label = name.Trim(' ', '"', '\'').ToLowerInvariant();
        var encoding = label switch
        {
            "euc-kr" or "ks_c_5601-1987" or "ksc5601" or "cp949" or "windows-949" or "uhc" => "ks_c_5601-1987",
            "utf-16" or "utf-16le" or "utf-16be" or "utf8" => "utf-8",
            "iso-8859-1" or "latin1" or "us-ascii" or "ascii" => "windows-1252",
            _ => label,
        };
        return Encoding.GetEncoding(encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    private static string? NamedIn(ReadOnlyMemory<byte> page)
    {
        var start = Encoding.Latin1.GetString(page.Span[..Math.Min(page.Length, Prescan)]);
        return Charset().Match(start) is { Success: true } match ? match.Groups["name"].Value : null;
    }

    [GeneratedRegex("""<meta[^>]+charset\s*=\s*["']?\s*(?<name>[\w.:-]+)""", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
