using System.Globalization;

namespace Chat.Core;

/// <summary>What the index knows of a message: its words, where it stands, whose it is, and what it may bring.</summary>
/// <param name="Body">As typed.</param>
/// <param name="At">When it was posted.</param>
public sealed record IndexedMessage(long Room, long Number, long Author, string Body, DateTimeOffset At)
{
    // Longer than a pair of characters: no word of anybody's is mistaken for them.
    public const string Links = "haslink";
    public const string Code = "hascode";

    public static string InRoom(long room) => string.Create(CultureInfo.InvariantCulture, $"room{room}");

    public static string By(long author) => string.Create(CultureInfo.InvariantCulture, $"by{author}");

    /// <summary>Each once, apart by spaces.</summary>
    public string Tokens() => string.Join(' ', SearchText.Tokens(SearchText.Fold(Body)).Concat(Marks()));

    private IEnumerable<string> Marks()
    {
        yield return InRoom(Room);
        yield return By(Author);
        // More than there is at times, and never less: the rendered message has the last word.
        if (Body.Contains("http", StringComparison.OrdinalIgnoreCase))
            yield return Links;
        if (Body.Contains('`') || Body.Contains("~~~", StringComparison.Ordinal) || Body.Contains("    ", StringComparison.Ordinal) || Body.Contains('\t'))
            yield return Code;
    }
}
