using System.Globalization;
using System.Text;

namespace Chat.Core;

/// <summary>Which characters a reader can see, and which may be stored at all.</summary>
internal static class Visibility
{
    /// <summary>A byte order mark read the wrong way round: the one code point the framework refuses to normalise.</summary>
    private const char NoCharacter = '\ufffe';

    /// <summary>Whether anything of the text leaves ink; white space, control, format and filler characters do not.</summary>
    public static bool LeavesInk(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !IsInvisible(rune))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Letters and marks that show nothing are listed by Unicode as Default_Ignorable_Code_Point
    /// (https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt); U+2800 is an empty braille cell.
    /// </summary>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800
            or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or NoCharacter or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>Whether the text is whole UTF-16 without control characters of C0 other than tab and LF.</summary>
    public static bool IsPrintable(string text) => IsWellFormed(text) && !text.Any(IsForbiddenControl);

    /// <summary>Whether the text has no halves of surrogate pairs, and so can be normalised.</summary>
    public static bool IsWellFormed(string text)
    {
        if (text.Contains(NoCharacter))
            return false;

        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    private static bool IsForbiddenControl(char c) => c < ' ' && c is not ('\t' or '\n');
}
