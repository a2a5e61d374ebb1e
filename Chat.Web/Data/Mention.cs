namespace Chat.Data;

/// <summary>A message that calls a person by name, or as one of the room. Reading the message marks it read.</summary>
public sealed class Mention
{
    public required long PersonId { get; init; }

    public required long RoomId { get; init; }

    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public bool IsRead { get; set; }
}
