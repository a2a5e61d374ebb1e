namespace Chat.Core;

/// <summary>
/// What somebody looks for: words and parts of words, "exact phrases", and filters such as <c>from:ann</c>. Whatever is
/// no filter is text; there is nothing that cannot be read.
/// </summary>
public sealed class SearchQuery
{
    /// <summary>UTF-16 code units that are read; what is beyond is cut off.</summary>
    public const int MaxLength = 200;

    private const string Quotes = "\"“”";

    private static readonly Dictionary<string, SearchPartKind> Filters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["from"] = SearchPartKind.From,
        ["in"] = SearchPartKind.In,
        ["before"] = SearchPartKind.Before,
        ["after"] = SearchPartKind.After,
        ["on"] = SearchPartKind.On,
        ["has"] = SearchPartKind.Has,
    };

    private readonly string source;
    private readonly DateOnly today;
    private readonly List<SearchPart> parts = [];
    private int at;

    private SearchQuery(string source, DateOnly today)
    {
        this.source = source;
        this.today = today;
    }

    /// <summary>As typed, in order.</summary>
    public IReadOnlyList<SearchPart> Parts => parts;

    /// <summary>Folded; each must stand in the message, phrases with their spaces.</summary>
    public IReadOnlyList<string> Words => [.. Values(SearchPartKind.Text)];

    /// <summary>People, any of them.</summary>
    public IReadOnlyList<string> From => [.. Values(SearchPartKind.From)];

    /// <summary>Rooms, any of them.</summary>
    public IReadOnlyList<string> In => [.. Values(SearchPartKind.In)];

    public IReadOnlySet<Having> Has => parts.Where(part => part.Kind is SearchPartKind.Has).Select(part => part.Having!.Value).ToHashSet();

    /// <summary>The days that are asked for, the last one exclusive.</summary>
    public (DateOnly? First, DateOnly? End) Days
    {
        get
        {
            DateOnly? first = null, end = null;
            foreach (var part in parts)
            {
                var (from, until) = part.Kind switch
                {
                    SearchPartKind.Before => (null, part.Days!.First),
                    SearchPartKind.After => (part.Days!.End, null),
                    SearchPartKind.On => (part.Days!.First, part.Days.End),
                    _ => ((DateOnly?)null, (DateOnly?)null),
                };
                first = from > first || first is null ? from ?? first : first;
                end = until < end || end is null ? until ?? end : end;
            }

            return (first, end);
        }
    }

    /// <summary>Nothing is asked for.</summary>
    public bool IsEmpty => parts.Count == 0;

    private IEnumerable<string> Values(SearchPartKind kind) => parts.Where(part => part.Kind == kind).Select(part => part.Value).Distinct();

    /// <param name="today">Where the reader is, for "today" and "yesterday".</param>
    public static SearchQuery Parse(string? source, DateOnly today)
    {
        var query = new SearchQuery(Cut(source ?? ""), today);
        while (query.ReadPart())
        {
        }

        return query;
    }

    /// <summary>The query without one of its parts, as text.</summary>
    public string Without(SearchPart part) => string.Join(' ', parts.Where(other => other != part).Select(other => other.Source));

    private static string Cut(string source) =>
        source.Length <= MaxLength ? source : source[..(char.IsHighSurrogate(source[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];

    private bool ReadPart()
    {
        while (at < source.Length && char.IsWhiteSpace(source[at]))
            at++;
        if (at == source.Length)
            return false;
        var start = at;
        if (!ReadFilter())
        {
            at = start;
            AddText(ReadValue(), start);
        }

        return true;
    }

    private bool ReadFilter()
    {
        var start = at;
        while (at < source.Length && char.IsAsciiLetter(source[at]))
            at++;
        if (at == source.Length || source[at] != ':' || !Filters.TryGetValue(source[start..at], out var kind))
            return false;
        at++;
        var value = ReadValue();
        if (SearchPart.Of(kind, SearchText.Fold(value), source[start..at], today) is not { } part)
            return false;
        parts.Add(part);
        return true;
    }

    private void AddText(string value, int start)
    {
        if (SearchText.Fold(value) is { Length: > 0 } folded)
            parts.Add(new SearchPart(SearchPartKind.Text, folded, source[start..at]));
    }

    /// <summary>What stands between quotes, or else up to the next space. A quote that nothing closes is a character like any other.</summary>
    private string ReadValue()
    {
        var start = at;
        if (at < source.Length && Quotes.Contains(source[at]) && source.AsSpan(at + 1).IndexOfAny(Quotes) is var length and > 0)
        {
            at += length + 2;
            return source.Substring(start + 1, length);
        }

        while (at < source.Length && !char.IsWhiteSpace(source[at]))
            at++;
        return source[start..at];
    }
}
