using System.Globalization;

namespace Chat.Core;

/// <summary>A word, a phrase or a filter of a <see cref="SearchQuery"/>.</summary>
/// <param name="Value">Folded.</param>
/// <param name="Source">As typed.</param>
public sealed record SearchPart(SearchPartKind Kind, string Value, string Source)
{
    private static readonly string[] DayFormats = ["yyyy-M-d", "yyyy.M.d", "yyyy/M/d"];
    private static readonly string[] MonthFormats = ["yyyy-M", "yyyy.M", "yyyy/M"];

    public Having? Having { get; private init; }

    /// <summary>The day, month or year that is named.</summary>
    public DaySpan? Days { get; private init; }

    public bool IsFilter => Kind is not SearchPartKind.Text;

    /// <summary>Null where the filter has no value, or none that means anything: then it is text.</summary>
    internal static SearchPart? Of(SearchPartKind kind, string value, string source, DateOnly today)
    {
        var part = new SearchPart(kind, value, source);
        return kind switch
        {
            SearchPartKind.From => value.TrimStart('@').Length > 0 ? part with { Value = value } : null,
            SearchPartKind.In => value.TrimStart('#').Length > 0 ? part with { Value = value } : null,
            SearchPartKind.Has => HavingOf(value) is { } having ? part with { Having = having } : null,
            _ => DaysOf(value, today) is { } days ? part with { Days = days } : null,
        };
    }

    private static Having? HavingOf(string value) => value switch
    {
        "link" => Core.Having.Link,
        "file" => Core.Having.File,
        "code" => Core.Having.Code,
        "poll" => Core.Having.Poll,
        "reaction" => Core.Having.Reaction,
        _ => null,
    };

    private static DaySpan? DaysOf(string value, DateOnly today)
    {
        if (value is "today" or "오늘")
            return new DaySpan(today, today.AddDays(1));
        if (value is "yesterday" or "어제")
            return new DaySpan(today.AddDays(-1), today);
        if (Read(value.TrimEnd('.'), DayFormats) is { } day)
            return new DaySpan(day, day.AddDays(1));
        if (Read(value, MonthFormats) is { } month)
            return new DaySpan(month, month.AddMonths(1));
        return Read(value, ["yyyy"]) is { } year ? new DaySpan(year, year.AddYears(1)) : null;
    }

    /// <summary>The last year of the calendar has no day after it.</summary>
    private static DateOnly? Read(string value, string[] formats) =>
        DateOnly.TryParseExact(value, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year < 9999 ? day : null;
}

/// <param name="End">Exclusive.</param>
public sealed record DaySpan(DateOnly First, DateOnly End);

public enum SearchPartKind
{
    Text,
    From,
    In,
    Before,
    After,
    On,
    Has,
}

/// <summary>What a message may bring besides words.</summary>
public enum Having
{
    Link,
    File,
    Code,
    Poll,
    Reaction,
}
