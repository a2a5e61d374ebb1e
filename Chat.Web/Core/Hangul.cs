using System.Globalization;
using System.Text;

namespace Chat.Core;

/// <summary>
/// Finds names by what a Korean writer has typed of them so far: initial consonants ("ㄱㅎ" is 기획), and a last syllable
/// that is not finished ("기ㅎ", or "깋" as input methods put it together, are on the way to 기획).
/// </summary>
public sealed class Hangul
{
    // Unicode 17, section 3.12: a syllable is (initial * 21 + vowel) * 28 + final, from U+AC00 on; final 0 is none.
    private const char First = '가';
    private const char Last = '힣';
    private const int Finals = 28;
    private const int PerInitial = 21 * Finals;

    private const string Initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    /// <summary>By the number of the final: what stays in the syllable when the rest goes to the next one, and what goes.</summary>
    private static readonly (int Stays, char Goes)[] Splits =
    [
        (0, '\0'), (0, 'ㄱ'), (0, 'ㄲ'), (1, 'ㅅ'), (0, 'ㄴ'), (4, 'ㅈ'), (4, 'ㅎ'), (0, 'ㄷ'), (0, 'ㄹ'), (8, 'ㄱ'),
        (8, 'ㅁ'), (8, 'ㅂ'), (8, 'ㅅ'), (8, 'ㅌ'), (8, 'ㅍ'), (8, 'ㅎ'), (0, 'ㅁ'), (0, 'ㅂ'), (17, 'ㅅ'), (0, 'ㅅ'),
        (0, 'ㅆ'), (0, 'ㅇ'), (0, 'ㅈ'), (0, 'ㅊ'), (0, 'ㅋ'), (0, 'ㅌ'), (0, 'ㅍ'), (0, 'ㅎ'),
    ];

    /// <summary>Consonants that keyboards put together where two initials were meant.</summary>
    private static readonly Dictionary<char, string> Pairs = new()
    {
        ['ㄳ'] = "ㄱㅅ",
        ['ㄵ'] = "ㄴㅈ",
        ['ㄶ'] = "ㄴㅎ",
        ['ㄺ'] = "ㄹㄱ",
        ['ㄻ'] = "ㄹㅁ",
        ['ㄼ'] = "ㄹㅂ",
        ['ㄽ'] = "ㄹㅅ",
        ['ㄾ'] = "ㄹㅌ",
        ['ㄿ'] = "ㄹㅍ",
        ['ㅀ'] = "ㄹㅎ",
        ['ㅄ'] = "ㅂㅅ",
    };

    private readonly (char From, char To)[][] readings;

    private Hangul((char From, char To)[][] readings) => this.readings = readings;

    /// <summary>How what was typed may go on; null where there is nothing Korean to it, and a plain comparison will do.</summary>
    /// <param name="typed">Not folded: that would put consonants together.</param>
    public static Hangul? Read(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var letters = Letters(typed);
        if (!letters.Any(Initials.Contains) && letters is not [.., >= First and <= Last])
            return null;
        var ways = new List<(char, char)[]> { Ranges(letters) };
        if (letters is [.., >= First and <= Last] && Splits[FinalOf(letters[^1])] is (var stays, not '\0' and var goes))
            ways.Add(Ranges(letters[..^1] + (char)(letters[^1] - FinalOf(letters[^1]) + stays) + goes, exactLast: 1));
        return new Hangul([.. ways]);
    }

    private static string Letters(string typed)
    {
        var letters = new StringBuilder(typed.Length);
        foreach (var rune in Names.Tidy(typed).EnumerateRunes())
            letters.Append(LettersOf(rune));
        return letters.ToString();
    }

    private static string LettersOf(Rune rune) => rune switch
    {
        { Value: ' ' } => " ",
        { Value: < 0x10000 } when Pairs.TryGetValue((char)rune.Value, out var pair) => pair,
        { Value: < 0x10000 } when Initials.Contains((char)rune.Value) => rune.ToString(),
        _ => Names.Fold(rune.ToString()),
    };

    /// <param name="exactLast">Characters before the last consonant that are finished.</param>
    private static (char From, char To)[] Ranges(string letters, int exactLast = 0)
    {
        var ranges = new (char From, char To)[letters.Length];
        for (var i = 0; i < letters.Length; i++)
            ranges[i] = RangeOf(letters[i], isOpen: i == letters.Length - 1 && exactLast == 0);
        return ranges;
    }

    private static (char From, char To) RangeOf(char letter, bool isOpen)
    {
        if (Initials.IndexOf(letter, StringComparison.Ordinal) is var initial and >= 0)
            return ((char)(First + (initial * PerInitial)), (char)(First + ((initial + 1) * PerInitial) - 1));
        return isOpen && letter is >= First and <= Last && FinalOf(letter) == 0 ? (letter, (char)(letter + Finals - 1)) : (letter, letter);
    }

    private static int FinalOf(char syllable) => (syllable - First) % Finals;

    /// <summary>Where in a folded name it first fits; -1 if nowhere.</summary>
    public int IndexIn(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (var at = 0; at < name.Length; at++)
        {
            if (readings.Any(reading => Fits(reading, name.AsSpan(at))))
                return at;
        }

        return -1;
    }

    private static bool Fits((char From, char To)[] reading, ReadOnlySpan<char> name)
    {
        if (name.Length < reading.Length)
            return false;
        for (var i = 0; i < reading.Length; i++)
        {
            if (name[i] < reading[i].From || name[i] > reading[i].To)
                return false;
        }

        return true;
    }

    /// <summary>The same as patterns of Unix shells, which SQLite compares with: "*[가-깋][하-힣]*".</summary>
    public IReadOnlyList<string> Globs => [.. readings.Select(reading => $"*{string.Concat(reading.Select(Glob))}*")];

    /// <summary>In brackets every character but these stands for itself.</summary>
    private static string Glob((char From, char To) range) => range switch
    {
        var (from, to) when from != to => string.Create(CultureInfo.InvariantCulture, $"[{from}-{to}]"),
        var (sign, _) when sign is '*' or '?' or '[' => $"[{sign}]",
        var (letter, _) => letter.ToString(),
    };
}
