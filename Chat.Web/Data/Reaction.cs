namespace Chat.Data;

/// <summary>What a person thinks of a message: each emoji once.</summary>
public sealed class Reaction
{
    public required long RoomId { get; init; }

    public required long Number { get; init; }

    public required string Emoji { get; init; }

    public required long PersonId { get; init; }

    public required DateTimeOffset At { get; init; }

    public Person? Person { get; init; }
}
