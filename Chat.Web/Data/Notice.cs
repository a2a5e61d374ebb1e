namespace Chat.Data;

/// <summary>A notification of a room or thread that stands on a person's devices, until it is read somewhere.</summary>
public sealed class Notice
{
    public required long PersonId { get; init; }

    public required long RoomId { get; init; }

    /// <summary>The number of the message whose thread it is about; 0 for the room itself.</summary>
    public required long Thread { get; init; }

    /// <summary>The last message that it tells of.</summary>
    public required long Number { get; set; }

    public required DateTimeOffset At { get; set; }
}
