using System.Globalization;

namespace Chat.Later;

/// <summary>Times that one chooses in a word, or as date and time of one's own.</summary>
public static class Moments
{
    public const string TwentyMinutes = "20m";
    public const string Hour = "1h";
    public const string ThreeHours = "3h";
    public const string Tomorrow = "tomorrow";
    public const string Monday = "monday";

    /// <summary>A date and time of one's own.</summary>
    public const string At = "at";

    /// <summary>When a day of work begins.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    /// <summary>What is farther away nobody remembers having asked for.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    /// <summary>A form's 9:00 is the whole minute, and to send it off takes up to another: what was chosen as now is now.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <param name="at">As browsers send a local date and time: 2026-11-22T09:00.</param>
    /// <param name="zone">Where "tomorrow" and "9:00" are meant.</param>
    public static MomentOutcome Read(string? choice, string? at, DateTimeOffset now, TimeZoneInfo zone, out DateTimeOffset moment)
    {
        moment = default;
        if (Of(choice, at, now, zone) is not { } chosen)
            return MomentOutcome.None;
        moment = chosen < now ? now : chosen;
        if (chosen < now - Grace)
            return MomentOutcome.Past;
        return chosen > now + Farthest ? MomentOutcome.TooFar : MomentOutcome.Ok;
    }

    private static DateTimeOffset? Of(string? choice, string? at, DateTimeOffset now, TimeZoneInfo zone) => choice switch
    {
        TwentyMinutes => now.AddMinutes(20),
        Hour => now.AddHours(1),
        ThreeHours => now.AddHours(3),
        Tomorrow => In(zone, Today(now, zone).AddDays(1) + Morning),
        Monday => In(zone, Today(now, zone).AddDays(DaysToMonday(Today(now, zone).DayOfWeek)) + Morning),
        At when DateTime.TryParseExact(
            at, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) => In(zone, local),
        _ => null,
    };

    private static DateTime Today(DateTimeOffset now, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(now, zone).Date;

    /// <summary>On a Monday, the next one.</summary>
    private static int DaysToMonday(DayOfWeek day) => 7 - (((int)day + 6) % 7);

    /// <summary>
    /// A time that the clocks skip is as long after the moment of skipping as it is written after it; of one that comes
    /// twice the first is meant: rather early than late.
    /// </summary>
    private static DateTimeOffset In(TimeZoneInfo zone, DateTime local)
    {
        // Dates at the ends of the calendar have no other time in most zones.
        if (local.Year is < 1000 or > 9000)
            return new DateTimeOffset(local, TimeSpan.Zero);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

public enum MomentOutcome
{
    Ok,

    /// <summary>Nothing was chosen, or it is no time.</summary>
    None,

    Past,
    TooFar,
}
