namespace Chat.Bench.Servers;

/// <summary>What people write: mostly a line or two, now and then emphasis, code, a link or a list.</summary>
internal static class Phrases
{
    private static readonly string[] Words =
        "the train is late again so start without me and save a seat please we could meet at noon or after lunch if that suits everybody thanks for looking into this it works now on my machine".Split(' ');

    public static IEnumerable<string> Make(Random random, int count) => Enumerable.Range(0, count).Select(_ => Make(random));

    private static string Make(Random random)
    {
        var line = Line(random, random.Next(3, 30));
        return random.Next(10) switch
        {
            0 => $"**{Line(random, 3)}**: {line}",
            1 => $"{line}\n```\n{Line(random, 12)}\n```",
            2 => $"{line} https://example.org/{random.Next(10_000)}",
            3 => $"{line}\n- {Line(random, 5)}\n- {Line(random, 6)}",
            _ => line,
        };
    }

    private static string Line(Random random, int words) => string.Join(' ', random.GetItems(Words, words));
}
