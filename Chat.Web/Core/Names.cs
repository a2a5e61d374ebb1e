using System.Globalization;
using System.Text;

namespace Chat.Core;

/// <summary>What came of checking the name of a room or a person.</summary>
public enum NameOutcome
{
    Ok,

    /// <summary>Nothing that a reader could see.</summary>
    Empty,

    /// <summary>More than <see cref="Names.MaxLength"/> characters.</summary>
    TooLong,

    /// <summary>Control characters, half a surrogate pair, or signs that reverse the text around the name.</summary>
    Unprintable,
}

/// <summary>What came of checking a handle, the name one is mentioned and signs in by.</summary>
public enum HandleOutcome
{
    Ok,
    TooShort,
    TooLong,

    /// <summary>The first character is no letter or digit.</summary>
    BadStart,

    /// <summary>Something else than letters and digits of any script and ". _ -".</summary>
    BadCharacter,
}

/// <summary>Names of rooms and people: how they are shown, compared and refused.</summary>
public static class Names
{
    /// <summary>UTF-16 code units of a tidy name; longer ones break the sidebar.</summary>
    public const int MaxLength = 80;

    /// <summary>UTF-16 code units of a handle.</summary>
    public const int MinHandleLength = 2;

    /// <summary>UTF-16 code units of a handle.</summary>
    public const int MaxHandleLength = 32;

    /// <summary>Colours of avatars: the stylesheet knows data-hue 0 to 11.</summary>
    public const int Hues = 12;

    /// <summary>The form that is shown: NFC, one space where white space was, none at the ends.</summary>
    public static string Tidy(string? name)
    {
        var text = name ?? "";
        return Spaced(Visibility.IsWellFormed(text) ? text.Normalize(NormalizationForm.FormC) : text);
    }

    /// <summary>Whether the tidy form of a name may be a name.</summary>
    public static NameOutcome Check(string? name)
    {
        var tidy = Tidy(name);
        if (!Visibility.IsPrintable(tidy) || tidy.Any(IsControl))
            return NameOutcome.Unprintable;
        if (!Visibility.LeavesInk(tidy))
            return NameOutcome.Empty;
        return tidy.Length > MaxLength ? NameOutcome.TooLong : NameOutcome.Ok;
    }

    /// <summary>Whether a handle, exactly as given, may be a handle.</summary>
    public static HandleOutcome CheckHandle(string? handle)
    {
        var text = handle ?? "";
        if (text.Length < MinHandleLength)
            return HandleOutcome.TooShort;
        if (text.Length > MaxHandleLength)
            return HandleOutcome.TooLong;
        if (!IsLetterOrDigit(Rune.TryGetRuneAt(text, 0, out var first) ? first : Rune.ReplacementChar))
            return HandleOutcome.BadStart;
        return text.EnumerateRunes().All(IsOfHandle) ? HandleOutcome.Ok : HandleOutcome.BadCharacter;
    }

    /// <summary>
    /// The key by which names and handles are equal: without invisible characters, NFKC, tidy, without case; so
    /// "Ｌｏｂｂｙ" is "lobby". Not for display.
    /// </summary>
    /// <remarks>
    /// Case goes by the invariant culture, so no key depends on the server's language: to upper case first, which
    /// makes one of letters with several lower cases ("ς" and "σ"), then to lower. Letters whose case has another
    /// length or belongs to one language stay ("ß" is not "ss", Turkish "ı" is not "i").
    /// Case and composition each may undo the other, hence NFKC before and after.
    /// </remarks>
    public static string Fold(string? name)
    {
        var composed = WithoutInvisible(name ?? "").Normalize(NormalizationForm.FormKC);
        return Spaced(WithoutInvisible(WithoutCase(composed)).Normalize(NormalizationForm.FormKC));
    }

    /// <summary>The first letter of a name as a reader sees it, in upper case; "?" where there is none.</summary>
    public static string Initials(string? name)
    {
        var tidy = Tidy(name);
        while (tidy.Length > 0)
        {
            var first = StringInfo.GetNextTextElement(tidy);
            if (Visibility.LeavesInk(first))
                return first.ToUpperInvariant();
            tidy = tidy[first.Length..];
        }

        return "?";
    }

    /// <summary>The colour of an avatar, 0 to 11: people who sign up one after another differ.</summary>
    public static int Hue(long id) => (int)(((id % Hues) + Hues) % Hues);

    private static string Spaced(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>C1 too, and the overrides of direction: "cod.exe" must not read "exe.doc" (https://trojansource.codes).</summary>
    private static bool IsControl(char c) =>
        char.IsControl(c) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    internal static bool IsOfHandle(Rune rune) =>
        rune.Value is '.' or '_' or '-' || IsLetterOrDigit(rune) || (IsMark(rune) && !Visibility.IsInvisible(rune));

    private static bool IsLetterOrDigit(Rune rune) => Rune.IsLetterOrDigit(rune) && !Visibility.IsInvisible(rune);

    /// <summary>Vowels of many scripts are marks: "हिन्दी".</summary>
    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Halves of surrogate pairs become U+FFFD on the way, so that a key can be made of any text.</summary>
    private static string WithoutInvisible(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || !Visibility.IsInvisible(rune))
                seen.Append(rune.ToString());
        }

        return seen.ToString();
    }

    private static string WithoutCase(string text) => text.ToUpperInvariant().ToLowerInvariant();
}
