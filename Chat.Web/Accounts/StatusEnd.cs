namespace Chat.Accounts;

/// <summary>When a status ends by itself, by the choices that one has.</summary>
public static class StatusEnd
{
    public const string HalfAnHour = "30m";
    public const string Hour = "1h";
    public const string FourHours = "4h";
    public const string Today = "today";
    public const string Week = "week";

    /// <summary>As it was chosen before.</summary>
    public const string Kept = "kept";

    /// <summary>The end by a choice, or null for never.</summary>
    /// <param name="present">The end as it is now.</param>
    /// <param name="zone">Where the person's day ends; UTC if not told.</param>
    public static DateTimeOffset? Of(string? choice, DateTimeOffset now, DateTimeOffset? present, TimeZoneInfo? zone) => choice switch
    {
        HalfAnHour => now.AddMinutes(30),
        Hour => now.AddHours(1),
        FourHours => now.AddHours(4),
        Today => Midnight(now, zone ?? TimeZoneInfo.Utc),
        Week => now.AddDays(7),
        Kept when present > now => present,
        _ => null,
    };

    /// <summary>The next one. Where the clocks skip it, the moment they do.</summary>
    private static DateTimeOffset Midnight(DateTimeOffset now, TimeZoneInfo zone)
    {
        var tomorrow = TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(1);
        return new DateTimeOffset(tomorrow, zone.GetUtcOffset(tomorrow)).ToUniversalTime();
    }
}
