using System.Text;

namespace Chat.Core;

/// <summary>The part of a message around what was found in it.</summary>
public static class Snippet
{
    /// <summary>UTF-16 code units shown before the first hit, and in all.</summary>
    private const int Before = 60;
    private const int Length = 260;

    /// <summary>A cut word is worse than some characters fewer.</summary>
    private const int LongestCutWord = 20;

    /// <param name="words">Folded by <see cref="SearchText"/>.</param>
    /// <returns>The pieces in order, on one line.</returns>
    public static IReadOnlyList<SnippetPiece> Of(string body, IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(body);
        var hits = Hits(body, words);
        var (start, end) = Window(body, hits.Count > 0 ? hits[0].Start : 0);
        var pieces = new List<SnippetPiece>();
        Add(pieces, start > 0 ? "…" : "", isHit: false);
        var at = start;
        foreach (var hit in hits.Where(hit => hit.Start < end))
        {
            Add(pieces, body[at..hit.Start], isHit: false);
            Add(pieces, body[hit.Start..Math.Min(hit.End, end)], isHit: true);
            at = Math.Min(hit.End, end);
        }

        Add(pieces, body[at..end] + (end < body.Length ? "…" : ""), isHit: false);
        return pieces;
    }

    /// <summary>In order, none touching another.</summary>
    private static List<(int Start, int End)> Hits(string body, IReadOnlyList<string> words)
    {
        var origins = new List<(int Start, int End)>(body.Length);
        var folded = SearchText.Fold(body, origins);
        var merged = new List<(int Start, int End)>();
        foreach (var (start, end) in words.SelectMany(word => Hits(folded, word)).Select(hit => (origins[hit.Start].Start, origins[hit.End - 1].End)).Order())
        {
            if (merged.Count > 0 && start <= merged[^1].End)
                merged[^1] = (merged[^1].Start, Math.Max(end, merged[^1].End));
            else
                merged.Add((start, end));
        }

        return merged;
    }

    private static IEnumerable<(int Start, int End)> Hits(string folded, string word)
    {
        for (var at = folded.IndexOf(word, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(word, at + word.Length, StringComparison.Ordinal))
            yield return (at, at + word.Length);
    }

    private static (int Start, int End) Window(string body, int firstHit)
    {
        var start = Math.Max(0, firstHit - Before);
        if (start > 0)
            start = AfterSpace(body, start, firstHit);
        var end = Math.Min(body.Length, Math.Max(start + Length, firstHit));
        if (end < body.Length && char.IsLowSurrogate(body[end]))
            end--;
        return (start, end);
    }

    private static int AfterSpace(string body, int start, int limit)
    {
        for (var i = start; i < Math.Min(limit, start + LongestCutWord); i++)
        {
            if (char.IsWhiteSpace(body[i]))
                return i + 1;
        }

        return char.IsLowSurrogate(body[start]) ? start + 1 : start;
    }

    private static void Add(List<SnippetPiece> pieces, string text, bool isHit)
    {
        if (OnOneLine(text) is { Length: > 0 } line)
            pieces.Add(new SnippetPiece(line, isHit));
    }

    private static string OnOneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                line.Append(c);
            else if (line.Length == 0 || line[^1] != ' ')
                line.Append(' ');
        }

        return line.ToString();
    }
}

/// <param name="IsHit">What was looked for.</param>
public sealed record SnippetPiece(string Text, bool IsHit);
