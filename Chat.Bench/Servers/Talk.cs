namespace Chat.Bench.Servers;

/// <summary>What people say in two languages, in words that are as unevenly common as those of a language.</summary>
internal sealed class Talk
{
    private const int WordsOfEach = 5_000;
    private const int OneLinkIn = 20;
    private const string Consonants = "bcdfghjklmnprstvwz";
    private const string Vowels = "aeiou";

    private readonly Random random = new(7);
    private readonly string[] english;
    private readonly string[] korean;

    public Talk()
    {
        english = [.. Distinct(() => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{Any(Consonants)}{Any(Vowels)}{Any(Consonants)}")))];
        korean = [.. Distinct(() => string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => (char)('가' + random.Next(11_172)))))];
    }

    public IEnumerable<string> Texts(int count) => Enumerable.Range(0, count).Select(i => Line(i % 2 == 0 ? english : korean, random.Next(3, 30)));

    public string English() => Word(english);

    /// <summary>Of two syllables or three.</summary>
    public string Korean() => Word(korean);

    public string TwoSyllables() => Korean()[..2];

    /// <summary>Two words that may well stand in one text.</summary>
    public string TwoWords() => $"{Word(korean)} {Word(korean)}";

    private string Line(string[] words, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Word(words)).Concat(Link()));

    private IEnumerable<string> Link() => random.Next(OneLinkIn) == 0 ? [$"https://example.org/{Word(english)}"] : [];

    /// <summary>Zipf's law, near enough: the logarithm of the rank is even.</summary>
    private string Word(string[] words) => words[(int)Math.Pow(words.Length, random.NextDouble()) - 1];

    private char Any(string letters) => letters[random.Next(letters.Length)];

    private static IEnumerable<string> Distinct(Func<string> make) =>
        Enumerable.Range(0, int.MaxValue).Select(_ => make()).Distinct().Take(WordsOfEach);
}
