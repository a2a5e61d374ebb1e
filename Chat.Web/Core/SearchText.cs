using System.Globalization;
using System.Text;

namespace Chat.Core;

/// <summary>Text as search compares it: NFKC, without case and invisible characters, one space where white space was.</summary>
/// <remarks>
/// It is folded by what a reader sees as one character, so each piece of the folded text knows where it comes from, and
/// consonants typed alone ("ㅎㅏ") stay apart.
/// </remarks>
public static class SearchText
{
    public static string Fold(string? source) => Fold(source ?? "", origins: null);

    /// <param name="origins">Gets for each character of the answer where in the source it begins, and where it ends.</param>
    internal static string Fold(string source, List<(int Start, int End)>? origins)
    {
        var folded = new StringBuilder(source.Length);
        for (int start = 0, end; start < source.Length; start = end)
        {
            end = start + (IsPlain(source, start) ? 1 : StringInfo.GetNextTextElementLength(source.AsSpan(start)));
            Append(folded, source.AsSpan(start, end - start));
            for (var i = origins?.Count ?? folded.Length; i < folded.Length; i++)
                origins!.Add((start, end));
        }

        return folded is [.., ' '] ? folded.ToString(0, folded.Length - 1) : folded.ToString();
    }

    private static void Append(StringBuilder folded, ReadOnlySpan<char> element)
    {
        if (char.IsWhiteSpace(element[0]))
        {
            if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }
        else if (element.Length > 1 || !IsPlain(element[0]))
        {
            folded.Append(Names.Fold(element.ToString()));
        }
        else if (!char.IsControl(element[0]))
        {
            folded.Append(char.ToLowerInvariant(char.ToUpperInvariant(element[0])));
        }
    }

    /// <summary>Whether the character stands alone and folds to one: most do, and a long message is folded while others wait.</summary>
    private static bool IsPlain(string source, int index) =>
        IsPlain(source[index]) && (index + 1 == source.Length || IsPlain(source[index + 1]));

    private static bool IsPlain(char c) => c
        is < '\u0080'
        or (>= '가' and <= '힣')
        or (>= '\u4e00' and <= '\u9fff')
        or (>= 'ぁ' and <= 'ゖ')
        or (>= 'ァ' and <= 'ヶ')
        or (>= 'À' and <= 'ÿ')
        or (>= 'А' and <= 'я') or 'Ё' or 'ё';

    /// <summary>
    /// What the index holds of a text: each pair of neighbours within a word, and each word's last character alone if it
    /// tells something, so that a single one is the beginning of some token. Each once.
    /// </summary>
    public static IEnumerable<string> Tokens(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var seen = new HashSet<(Rune, Rune)>();
        Rune? former = null;
        foreach (var next in folded.EnumerateRunes().Select(rune => rune.Value == ' ' ? (Rune?)null : rune).Append(null))
        {
            if (former is { } first && (next is not null || !first.IsAscii) && seen.Add((first, next ?? default)))
                yield return next is { } second ? $"{first}{second}" : first.ToString();
            former = next;
        }
    }

    /// <summary>The pairs alone: what a message with this text somewhere in a word has for certain.</summary>
    public static IEnumerable<string> Pairs(string folded) => Tokens(folded).Where(token => !IsSingle(token));

    /// <summary>Nearly every message has some of the Latin letters: whoever looks for one alone would find all at once.</summary>
    public static bool IsTelling(string character)
    {
        ArgumentNullException.ThrowIfNull(character);
        return !char.IsAscii(character[0]);
    }

    public static bool IsSingle(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 1 || (text.Length == 2 && char.IsSurrogatePair(text[0], text[1]));
    }
}
