namespace Chat.Presence;

/// <summary>Whether somebody is here.</summary>
public enum Availability
{
    /// <summary>Nothing is heard of any device.</summary>
    Offline,

    /// <summary>Pages are open, and nobody has touched them for a while, or they are out of sight.</summary>
    Away,

    /// <summary>A page is in sight and was touched lately.</summary>
    Online,
}

/// <summary>What a device says of itself.</summary>
public enum DeviceState
{
    Active,
    Idle,

    /// <summary>Its last page was closed. Often the next one is about to open.</summary>
    Gone,
}

/// <summary>Somebody's availability as others may know it.</summary>
/// <param name="Seen">When they were last active; only of who is offline and does not hide it.</param>
public sealed record Sighting(long Person, Availability Availability, DateTimeOffset? Seen = null)
{
    /// <summary>As the interface names it.</summary>
    public string State => Availability switch
    {
        Availability.Online => "online",
        Availability.Away => "away",
        _ => "offline",
    };
}
