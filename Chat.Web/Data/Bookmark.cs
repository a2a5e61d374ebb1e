namespace Chat.Data;

/// <summary>A message that a person keeps for later. Nobody else knows.</summary>
public sealed class Bookmark
{
    public required long PersonId { get; init; }

    public required long RoomId { get; init; }

    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }
}
