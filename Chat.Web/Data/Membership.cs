namespace Chat.Data;

/// <summary>A person's place in a room. Leaving keeps the row: the log speaks of it.</summary>
public sealed class Membership
{
    public required long RoomId { get; init; }

    public required long PersonId { get; init; }

    public Role Role { get; set; }

    public DateTimeOffset JoinedAt { get; set; }

    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>Number of the last message read on any device; unread is <c>Room.Head - LastRead</c>.</summary>
    public long LastRead { get; set; }

    /// <summary>The revision of the membership's latest change.</summary>
    public long Rev { get; set; }

    public Room? Room { get; init; }

    public Person? Person { get; init; }
}

public enum Role
{
    Member = 0,
    Administrator = 1,
}
