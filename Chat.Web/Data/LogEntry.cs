namespace Chat.Data;

/// <summary>
/// One tick of a room's clock and what it changed. A later change of the same subject takes the entry's place:
/// the log tells the latest state, in order of change.
/// </summary>
public sealed class LogEntry
{
    public required long RoomId { get; init; }

    public required long Rev { get; init; }

    public required ChangeKind Kind { get; init; }

    /// <summary>A message's number or a person's id, by <see cref="Kind"/>; 0 for the room itself.</summary>
    public required long Subject { get; init; }
}

public enum ChangeKind
{
    /// <summary>A message was posted, edited or deleted.</summary>
    Message = 1,

    /// <summary>A person joined, or their role changed.</summary>
    Member = 2,

    /// <summary>A person left or was removed.</summary>
    Left = 3,

    /// <summary>The room's name or rules changed.</summary>
    Room = 4,

    /// <summary>The room was deleted: its last tick.</summary>
    Deleted = 5,
}

/// <summary>A committed change on its way to readers. <paramref name="State"/> spares them reading back what was just written.</summary>
public sealed record Change(long Room, long Rev, ChangeKind Kind, long Subject, object? State = null);
