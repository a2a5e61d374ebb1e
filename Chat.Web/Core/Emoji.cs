using System.Globalization;
using System.Text;

namespace Chat.Core;

/// <summary>Which text is one emoji.</summary>
public static class Emoji
{
    /// <summary>UTF-16 code units. A family of four with skin tones has 19; a sign may carry marks without end.</summary>
    public const int MaxLength = 32;

    private const int Joiner = 0x200D;
    private const int ShownAsEmoji = 0xFE0F;
    private const int Keycap = 0x20E3;

    /// <summary>Where arrows begin: the mathematical signs from here on may be emoji, "+" and "&lt;" may not.</summary>
    private const int FirstArrow = 0x2190;

    /// <summary>Whether a reader sees one picture: a sign, a flag, a keycap or several signs joined to one.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && Visibility.IsWellFormed(text)
        && Visibility.LeavesInk(text)
        && StringInfo.GetNextTextElementLength(text) == text.Length
        && text.EnumerateRunes().Any(IsPicture)
        && text.EnumerateRunes().All(IsPart);

    private static bool IsPicture(Rune rune) =>
        IsSign(rune) || rune.Value is ShownAsEmoji or Keycap;

    private static bool IsSign(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.OtherSymbol => true,
        UnicodeCategory.MathSymbol => rune.Value >= FirstArrow,
        _ => false,
    };

    /// <summary>Also skin tones, the tags of regional flags, and the few letters that Unicode makes emoji of.</summary>
    private static bool IsPart(Rune rune) =>
        IsSign(rune)
        || rune.Value is Joiner or ShownAsEmoji or Keycap
            or (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xE0020 and <= 0xE007F)
            or '#' or '*' or (>= '0' and <= '9') or 0x203C or 0x2049 or 0x3030 or 0x303D;
}
