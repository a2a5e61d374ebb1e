namespace Chat.Core;

/// <summary>How a text became another: what stayed at both ends, and what was put in place of what.</summary>
public sealed record Difference(string Start, string Removed, string Added, string End)
{
    /// <summary>UTF-16 code units of each part that are shown.</summary>
    private const int Shown = 2_000;

    /// <summary>Whole words. One walk over either text, however long.</summary>
    public static Difference Between(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var start = ToWord(before, after.AsSpan().CommonPrefixLength(before));
        var end = CommonEnd(before, after, Math.Min(before.Length, after.Length) - start);
        return new Difference(before[..start], before[start..^end], after[start..^end], before[^end..]);
    }

    private static int ToWord(string text, int length)
    {
        if (length == text.Length)
            return length;
        while (length > 0 && !char.IsWhiteSpace(text[length - 1]))
            length--;
        return length;
    }

    private static int CommonEnd(string before, string after, int most)
    {
        var length = 0;
        while (length < most && before[^(length + 1)] == after[^(length + 1)])
            length++;
        while (length > 0 && length < most && !char.IsWhiteSpace(before[^length]))
            length--;
        return length;
    }

    /// <summary>What lies around the change, and no more of it than one wants to read.</summary>
    public Difference Shortened() => new(Removed + Added + End == "" ? Head(Start) : Tail(Start), Head(Removed), Head(Added), Head(End));

    private static string Head(string text) => text.Length <= Shown ? text : Excerpt.Cut(text, Shown) + "…";

    private static string Tail(string text) => text.Length <= Shown ? text : "…" + text[(char.IsLowSurrogate(text[^Shown]) ? ^(Shown - 1) : ^Shown)..];
}
