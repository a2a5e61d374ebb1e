namespace Chat.Data;

/// <summary>A message that a person wants to be reminded of.</summary>
public sealed class Reminder
{
    public long Id { get; init; }

    public required long PersonId { get; init; }

    public required long RoomId { get; init; }

    public required long Number { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the person was reminded; it stays listed until it is dismissed.</summary>
    public DateTimeOffset? FiredAt { get; set; }
}
