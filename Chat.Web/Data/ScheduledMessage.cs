namespace Chat.Data;

/// <summary>A message that its author wants sent at a time.</summary>
public sealed class ScheduledMessage
{
    public long Id { get; init; }

    public required long AuthorId { get; init; }

    public required long RoomId { get; init; }

    /// <summary>The thread it goes to, or null.</summary>
    public long? Thread { get; init; }

    public required string Body { get; set; }

    /// <summary>The send's id: however often it is tried, it is said once.</summary>
    public required Guid ClientId { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Why it could not be sent, a word of the program; null while it waits.</summary>
    public string? Failure { get; set; }

    public Room? Room { get; init; }
}
