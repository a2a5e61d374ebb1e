namespace Chat.Push;

/// <summary>What a device shows. It is written for one person, in their language.</summary>
/// <param name="Path">Where a click leads, from the root of the site: "/rooms/42/1801".</param>
/// <param name="Lang">Of title and body, as a language tag.</param>
public sealed record Notification(string Title, string Body, string Path, string Lang)
{
    /// <summary>Of the room or person that it comes from; null where that is the program itself.</summary>
    public Avatar? Avatar { get; init; }

    /// <summary>Whether the device makes itself heard again where it takes the place of another of its tag.</summary>
    public bool Renotify { get; init; }

    public bool Silent { get; init; }

    /// <summary>The number at the app's icon; null leaves it.</summary>
    public int? Badge { get; init; }

    /// <summary>What it is about; 0 where it is about no room.</summary>
    public long Room { get; init; }

    public long Thread { get; init; }

    public long Number { get; init; }
}

/// <summary>What stands beside a name: a letter on one of the colours that <see cref="Core.Names.Hue"/> gives.</summary>
public sealed record Avatar(string Initials, int Hue);

/// <summary>How much it is worth the device's battery (RFC 8030, section 5.3).</summary>
public enum Urgency
{
    VeryLow,
    Low,
    Normal,
    High,
}
