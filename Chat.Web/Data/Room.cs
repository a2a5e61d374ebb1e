namespace Chat.Data;

/// <summary>A room: a log of changes with its own clock.</summary>
public sealed class Room
{
    public long Id { get; init; }

    /// <summary>A group becomes a named room, once; nothing else changes.</summary>
    public RoomKind Kind { get; set; }

    /// <summary>Empty for a direct chat and an unnamed group: their title is the people in them.</summary>
    public required string Name { get; set; }

    /// <summary>
    /// The folded name, unique among rooms; null without a name, and once the room is deleted, so that the name is free
    /// again.
    /// </summary>
    public required string? NameKey { get; set; }

    /// <summary>The pair of a direct chat (<see cref="PairOf"/>), unique; null for every other room.</summary>
    public string? Pair { get; init; }

    public string? PasswordHash { get; set; }

    /// <summary>Shown in the list of rooms to everybody.</summary>
    public bool Listed { get; set; }

    /// <summary>Only owners and moderators write.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>When it was archived: everything is there to read, nothing is added.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>The room's clock: the revision of its latest change.</summary>
    public long Rev { get; set; }

    /// <summary>The revision of the latest change of its name or rules.</summary>
    public long SettingsRev { get; set; }

    /// <summary>The number of its latest message.</summary>
    public long Head { get; set; }

    /// <summary>When its latest message was posted, or the room was made.</summary>
    public DateTimeOffset ActiveAt { get; set; }

    /// <summary>People in the room now, kept with each join and leave.</summary>
    public int Members { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Everybody who is in it, and who has been.</summary>
    public ICollection<Membership> Memberships { get; } = [];

    /// <summary>Who may enter: anybody, whoever knows the password, or only the invited.</summary>
    public Access Access =>
        PasswordHash is not null ? Access.Password : Listed ? Access.Open : Access.Private;

    /// <summary>The name of a pair of people, whichever is named first.</summary>
    public static string PairOf(long one, long other) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Min(one, other)}:{Math.Max(one, other)}");
}

public enum RoomKind
{
    /// <summary>Has a name, and rules about who may enter.</summary>
    Named = 0,

    /// <summary>Two people. Not joined and not left, one for each pair.</summary>
    Direct = 1,

    /// <summary>A few people and no name.</summary>
    Group = 2,
}

public enum Access
{
    Open,
    Password,
    Private,
}
