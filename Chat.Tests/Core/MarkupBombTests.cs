using System.Diagnostics;
using System.Text;
using Chat.Core;
using Xunit;

namespace Chat.Tests.Core;

/// <summary>
/// A message of 100,000 characters must cost about four times one of 25,000. Quadratic work would cost sixteen
/// times as much; the ratio does not depend on the machine.
/// </summary>
public class MarkupBombTests
{
    private const int Short = MessageText.MaxLength / 4;
    private const int Long = MessageText.MaxLength;
    private const double MostOfLinear = 9;
    private const int Attempts = 5;
    private const int SmallStack = 256 * 1024;

    /// <summary>Below this a measurement is noise; the short message counts as if it had taken so long.</summary>
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(5);

    private static readonly string[] Repeated =
    [
        ">", "> ", ">\n", "> a\n\n", "[", "]", "[]", "*", "**", "_", "`", "(", "![", "<", "|", "|\n", "|-", "~", "~~", "#\n", "-\n", "1.\n",
        "* ", "- ", "+ ", "1. ", "1) ", "> - ", "1. > ", "- a\n", "a\n", "    a\n", "```\n", "\\", "&", "&#", "=\n", "a\n=\n",
        "a**b", "**a** ", "*a* ", "a*", "_a ", "*a **b ", "**a *b ", "*a _b* ", "*_*_ ", "~*_`[", "a***b**c*d", "가**나**", "**(가)**은 ",
        "[a](", "![a](", "[a](b", "[a](b)", "[a](/)", "[a](((", "[a](\"", "[](<", "[[](", "[*a](/) ", "*[a](/)", "[a *b](/c)* ", "[a][b]", "[a]:b\n", "[a]: /b\n\n",
        "http://", "https://a", "https://a.b ", "https://a.b/(", "https://a.b/)", "https://a.b/가", "https://가를 ", "mailto:", "mailto:a", "<http://", "<a@", "<a b=\"", "<!--", "<?",
        "a`b", "`a``b", "(```\n|a", "  .```", "*`a`|\n", "a|b\n", "|**a|b\n", "a|b\n-|-\n\n", "a\n:-\n\n", "h", "ㅋ", "\u200b", "😀",
    ];

    private static readonly Dictionary<string, Func<int, string>> Shaped = new(StringComparer.Ordinal)
    {
        ["a list in a list in a list"] = n => Lines(n, i => new string(' ', i * 2) + "- a"),
        ["lists that open and close"] = n => Lines(n, i => new string(' ', i % 40 * 2) + "- a"),
        ["ten thousand quotes, many times"] = n => Lines(n, _ => new string('>', 10_000) + " a"),
        ["quotes that open and close"] = n => Lines(n, i => new string('>', i % 40) + " a\n"),
        ["code fences of growing length"] = n => Lines(n, i => new string('`', i + 1) + "a"),
        ["code that goes on in the next line of a table"] = n => Repeat("  .```", n / 2) + Repeat("|=\n", n / 2),
        ["stars around a word"] = n => new string('*', n / 2) + "a" + new string('*', n / 2),
        ["brackets around a word"] = n => new string('[', n / 2) + "a" + new string(']', n / 2),
        ["links around a word"] = n => new string('[', n / 5) + "a" + Repeat("](/)", n * 4 / 5),
        ["images around a word"] = n => Repeat("![", n / 3) + "a" + Repeat("](/)", n * 2 / 3),
        ["stars that underscores never close"] = n => Repeat("*a ", n / 2) + Repeat("b_ ", n / 2),
        ["emphasis in emphasis"] = n => Repeat("*a **b ", n / 2) + Repeat("c** d* ", n / 2),
        ["a few openers before many words"] = n => Repeat("*a ", 400) + Repeat("h! ", n - 400),
        ["a wide table"] = n => Repeat("a|", n / 4) + "a\n" + Repeat("-|", n / 4) + "-\n" + Repeat("a|\n", n / 2),
        ["a long table"] = n => "a|b\n-|-\n" + Repeat("a|b\n", n - 8),
        ["a costly heading"] = n => "# " + Repeat("[a](", n - 2),
        ["a costly cell"] = n => "a|b\n-|-\n" + Repeat("[a](", n - 8),
        ["a costly paragraph above a table"] = n => Repeat("*a [b](\n", n - 9) + "\na|b\n-|-\n",
        ["one address defined for many"] = n => "[a]: /" + new string('x', n / 2) + "\n\n" + Repeat("[a]", n / 2),
        ["paragraphs that are each just cheap enough"] = n => Repeat(Repeat("[a](", 2_000) + "\n\n", n),
    };

    private static readonly string[] Bombs = [.. Repeated, .. Shaped.Keys];

    public static TheoryData<string> Names => [.. Bombs];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bomb_costs_no_more_than_its_length(string name) =>
        Assert.Contains(Enumerable.Range(0, Attempts), _ => Growth(name) <= MostOfLinear);

    [Fact]
    public void No_bomb_needs_a_deep_stack() => OnSmallStack(() =>
    {
        foreach (var name in Bombs)
            Markup.ToHtml(Bomb(name, Long));
    });

    [Fact]
    public void No_bomb_grows_beyond_ten_times_its_length() => Assert.All(Bombs, name =>
        Assert.InRange(Markup.ToHtml(Bomb(name, Long)).Length, 1, 10 * Long));

    private static double Growth(string name)
    {
        var small = Time(Bomb(name, Short));
        var large = Time(Bomb(name, Long));
        return large / (small > Noise ? small : Noise);
    }

    /// <summary>The best of three: the machine's other work only ever adds.</summary>
    private static TimeSpan Time(string source) => Enumerable.Range(0, 3).Min(_ =>
    {
        var start = Stopwatch.GetTimestamp();
        Markup.ToHtml(source);
        return Stopwatch.GetElapsedTime(start);
    });

    private static void OnSmallStack(ThreadStart work)
    {
        var thread = new Thread(work, SmallStack);
        thread.Start();
        thread.Join();
    }

    private static string Bomb(string name, int length) => Shaped.GetValueOrDefault(name)?.Invoke(length) ?? Repeat(name, length);

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, length / text.Length));

    private static string Lines(int length, Func<int, string> line)
    {
        var lines = new StringBuilder();
        for (var i = 0; lines.Length < length; i++)
            lines.Append(line(i)).Append('\n');
        return lines.ToString(0, length);
    }
}
