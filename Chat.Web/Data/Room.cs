namespace Chat.Data;

/// <summary>A room: a log of changes with its own clock.</summary>
public sealed class Room
{
    public long Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The folded name, unique among rooms; null once the room is deleted, so that the name is free again.</summary>
    public required string? NameKey { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>Shown in the list of rooms to everybody.</summary>
    public bool Listed { get; set; }

    /// <summary>The room's clock: the revision of its latest change.</summary>
    public long Rev { get; set; }

    /// <summary>The revision of the latest change of its name or rules.</summary>
    public long SettingsRev { get; set; }

    /// <summary>The number of its latest message.</summary>
    public long Head { get; set; }

    /// <summary>People in the room now, kept with each join and leave.</summary>
    public int Members { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Who may enter: anybody, whoever knows the password, or only the invited.</summary>
    public Access Access =>
        PasswordHash is not null ? Access.Password : Listed ? Access.Open : Access.Private;
}

public enum Access
{
    Open,
    Password,
    Private,
}
