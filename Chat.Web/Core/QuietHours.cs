namespace Chat.Core;

/// <summary>Hours of the day at which somebody wants to be left alone, by the clock on their wall.</summary>
public static class QuietHours
{
    public const int MinutesOfADay = 24 * 60;

    /// <param name="from">Minutes after midnight; null for never.</param>
    /// <param name="until">Minutes after midnight; before <paramref name="from"/> it is the next day's. The minute itself is loud again.</param>
    public static bool Cover(int? from, int? until, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (from is not { } begin || until is not { } end)
            return false;
        // The wall decides: an hour that comes twice is quiet twice, one that is skipped is not waited for.
        var minute = (int)TimeZoneInfo.ConvertTime(now, zone).TimeOfDay.TotalMinutes;
        return begin <= end
            ? minute >= begin && minute < end
            : minute >= begin || minute < end;
    }
}
