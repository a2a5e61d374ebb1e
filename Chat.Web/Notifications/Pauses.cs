namespace Chat.Notifications;

/// <summary>How long notifications rest, by the choices that one has.</summary>
internal static class Pauses
{
    public const string Hour = "1h";
    public const string FourHours = "4h";
    public const string Tomorrow = "tomorrow";

    /// <summary>When a day of work begins.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    /// <summary>Null for no choice: there is no pause.</summary>
    /// <param name="zone">Where "tomorrow" is meant.</param>
    public static DateTimeOffset? Of(string? choice, DateTimeOffset now, TimeZoneInfo zone) => choice switch
    {
        Hour => now.AddHours(1),
        FourHours => now.AddHours(4),
        Tomorrow => NextMorning(now, zone),
        _ => null,
    };

    private static DateTimeOffset NextMorning(DateTimeOffset now, TimeZoneInfo zone)
    {
        var morning = TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(1) + Morning;
        return new DateTimeOffset(morning, zone.GetUtcOffset(morning)).ToUniversalTime();
    }
}
