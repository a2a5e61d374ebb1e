namespace Chat.Accounts;

/// <summary>The time zones of the world, by their IANA names.</summary>
public static class Zones
{
    private static readonly Lazy<IReadOnlyList<string>> Names = new(Read);

    public static IReadOnlyList<string> All => Names.Value;

    /// <summary>A zone of the list; null for anything else.</summary>
    public static TimeZoneInfo? Find(string? name) =>
        name is not null && All.Contains(name, StringComparer.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private static string[] Read()
    {
        string[] names = [.. TimeZoneInfo.GetSystemTimeZones(skipSorting: true).Select(zone => zone.Id).Append("UTC").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        // The framework would keep the rules of all of them, some megabytes, for the sake of their names.
        TimeZoneInfo.ClearCachedData();
        return names;
    }
}
