using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace Chat.Core;

/// <summary>
/// Where an address typed without any sign around it ends. Koreans write particles and laughter without a space
/// behind it ("https://example.com를", "https://example.com/aㅋㅋ"), others full stops and brackets; addresses
/// with Hangul in their path ("/wiki/대한민국") stay whole.
/// </summary>
internal static class BareUrl
{
    private const int LongestParticle = 4;
    private const int LongestPort = 5;

    private static readonly string[] Schemes = ["https://", "http://"];
    private const string Mail = "mailto:";

    private static readonly FrozenSet<string> Particles = new[]
    {
        "은", "는", "이", "가", "을", "를", "에", "의", "와", "과", "도", "로", "만", "랑", "나", "요",
        "에서", "에게", "에는", "에도", "에만", "으로", "로는", "로도", "까지", "부터", "하고", "이랑", "이나", "처럼", "보다",
        "라고", "라는", "이고", "이며", "인데", "이다", "예요", "이라고", "이라는", "이에요", "입니다", "에서는", "에서도", "으로는", "인가요",
        "입니다만", "이었는데",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ParticleSpans =
        Particles.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> MailboxCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=_");

    /// <summary>How many characters of the text, from its first, are an http, https or mailto address; 0 if none.</summary>
    public static int Measure(ReadOnlySpan<char> text)
    {
        var host = BeginningOfHost(text);
        if (host == 0)
            return 0;

        var hostLength = HostLength(text[host..]);
        if (hostLength == 0)
            return 0;

        var end = host + hostLength;
        end += PortLength(text[end..]);
        end += TailLength(text[end..]);
        return EndOfTrimmed(text[..end], host + 1);
    }

    private static int BeginningOfHost(ReadOnlySpan<char> text)
    {
        foreach (var scheme in Schemes)
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return scheme.Length;
        }

        return text.StartsWith(Mail, StringComparison.OrdinalIgnoreCase) ? BeginningOfMailHost(text) : 0;
    }

    private static int BeginningOfMailHost(ReadOnlySpan<char> text)
    {
        var mailbox = text[Mail.Length..];
        var at = mailbox.IndexOfAnyExcept(MailboxCharacters);
        return at > 0 && mailbox[at] is '@' ? Mail.Length + at + 1 : 0;
    }

    /// <summary>A Latin label after a dot ends where another script begins: "example.com를".</summary>
    private static int HostLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsLetterOrDigit(text[0]))
            return 0;

        var length = 1;
        var dotted = false;
        for (; length < text.Length && IsHost(text[length]); length++)
        {
            if (dotted && !char.IsAscii(text[length]) && char.IsAsciiLetterOrDigit(text[length - 1]))
                break;
            dotted |= text[length] is '.';
        }

        return length;
    }

    private static bool IsHost(char c) => c is '.' or '-' or '_' || (char.IsLetterOrDigit(c) && !IsLooseJamo(c));

    private static int PortLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ':')
            return 0;

        var digits = text[1..].IndexOfAnyExceptInRange('0', '9');
        if (digits < 0)
            digits = text.Length - 1;
        return digits is > 0 and <= LongestPort ? digits + 1 : 0;
    }

    private static int TailLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('/' or '?' or '#'))
            return 0;

        var length = 0;
        var open = 0;
        for (; length < text.Length && IsTail(text[length]); length++)
        {
            if (text[length] is '[')
                open++;
            else if (text[length] is ']' && --open < 0)
                break;
        }

        return length;
    }

    private static bool IsTail(char c)
    {
        if (char.IsAscii(c))
            return c is > ' ' and < '\x7f' and not ('<' or '>' or '"' or '`' or '\\');
        return !IsLooseJamo(c) && (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DashPunctuation);
    }

    /// <summary>ㅋㅋ, ㅎㅎ, ㅠㅠ: letters that no address holds, and that follow many.</summary>
    private static bool IsLooseJamo(char c) => c is >= '\u3130' and <= '\u318f';

    private static int EndOfTrimmed(ReadOnlySpan<char> url, int least)
    {
        var unclosed = url.Count('(') - url.Count(')');
        var end = url.Length;
        while (end > least)
        {
            var particle = ParticleLength(url[..end]);
            if (particle > 0)
                end -= particle;
            else if (url[end - 1] is ')' && unclosed < 0)
                (end, unclosed) = (end - 1, unclosed + 1);
            else if (IsTrailingPunctuation(url[end - 1]))
                end--;
            else
                break;
        }

        return end;
    }

    private static bool IsTrailingPunctuation(char c) =>
        c is '?' or '!' or '.' or ',' or ':' or ';' or '\'' or '*' or '_' or '~' or '|';

    private static int ParticleLength(ReadOnlySpan<char> url)
    {
        var length = 0;
        while (length <= LongestParticle && length < url.Length && IsHangul(url[^(length + 1)]))
            length++;
        return length > 0 && length < url.Length && char.IsAscii(url[^(length + 1)]) && ParticleSpans.Contains(url[^length..])
            ? length
            : 0;
    }

    private static bool IsHangul(char c) => c is >= '가' and <= '힣';
}
