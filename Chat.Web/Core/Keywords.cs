namespace Chat.Core;

/// <summary>Words that somebody wants to hear of wherever they are said: whole words, whatever their case.</summary>
public sealed class Keywords
{
    /// <summary>Of one person: each is looked for in every message of their rooms.</summary>
    public const int Max = 20;

    /// <summary>UTF-16 code units of one.</summary>
    public const int MaxLength = 40;

    /// <summary>Of a message as much is looked through, in UTF-16 code units.</summary>
    public const int MaxText = 4_000;

    public static readonly Keywords None = new([]);

    /// <summary>What follows a Korean word without a space, alone or several at once: "배포에서는".</summary>
    private static readonly string[] Particles =
    [
        "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "만", "로", "으로", "에서", "에게", "에는", "한테", "께", "께서",
        "까지", "부터", "마다", "처럼", "보다", "조차", "마저", "밖에", "라도", "이라도", "나", "이나", "든", "든지", "랑", "이랑", "하고",
        "라고", "이라고", "라는", "이라는", "이란", "란", "라", "이라", "이고", "고", "이며", "며", "이면", "면", "인", "인데", "인가", "인지",
        "이다", "다", "입니다", "입니까", "이에요", "예요", "이야", "야", "아", "요", "죠", "이죠", "들", "님", "씨", "뿐", "대로", "만큼", "용", "중", "전", "후", "시",
    ];

    /// <summary>Verbs that are made of nouns, as they begin: "배포했어요", "배포됩니다".</summary>
    private const string Verbs = "하해했합할한함되돼됐됩될된됨시";

    /// <summary>"에서" and "는" and "요": no word of everyday's has more behind it.</summary>
    private const int MaxParticles = 3;

    private readonly IReadOnlyList<string> words;

    private Keywords(IReadOnlyList<string> words) => this.words = words;

    public bool IsEmpty => words.Count == 0;

    /// <param name="lines">One a line.</param>
    public static Keywords Of(string lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Length == 0
            ? None
            : new([.. lines.Split('\n').Select(Names.Fold).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>A text as keywords are looked for in it.</summary>
    public static string Folded(string text) => Names.Fold(Excerpt.Cut(text, MaxText));

    /// <param name="folded">What <see cref="Folded"/> has made.</param>
    public bool AreIn(string folded) => words.Any(word => IsIn(folded, word));

    private static bool IsIn(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (Begins(text, at) && Ends(text, at + word.Length))
                return true;
        }

        return false;
    }

    private static bool Begins(string text, int at) =>
        at == 0 || !IsOfWord(text[at - 1]) || !IsOfWord(text[at]) || StandsAnywhere(text[at - 1]) || StandsAnywhere(text[at]);

    private static bool Ends(string text, int at)
    {
        if (at == text.Length || !IsOfWord(text[at]) || !IsOfWord(text[at - 1]) || StandsAnywhere(text[at]) || StandsAnywhere(text[at - 1]))
            return true;
        var rest = HangulAt(text.AsSpan(at));
        return rest.Length > 0
            && (at + rest.Length == text.Length || !IsOfWord(text[at + rest.Length]))
            && ((IsHangul(text[at - 1]) && Verbs.Contains(rest[0], StringComparison.Ordinal)) || AreParticles(rest, MaxParticles));
    }

    private static ReadOnlySpan<char> HangulAt(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && IsHangul(text[length]))
            length++;
        return text[..length];
    }

    private static bool AreParticles(ReadOnlySpan<char> rest, int most)
    {
        if (rest.IsEmpty)
            return true;
        if (most == 0)
            return false;
        foreach (var particle in Particles)
        {
            if (rest.StartsWith(particle, StringComparison.Ordinal) && AreParticles(rest[particle.Length..], most - 1))
                return true;
        }

        return false;
    }

    private static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_';

    private static bool IsHangul(char letter) => letter is >= '\uac00' and <= '\ud7a3';

    /// <summary>Kana and Han: words stand there without spaces.</summary>
    private static bool StandsAnywhere(char letter) => letter is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff');
}
