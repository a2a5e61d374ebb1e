namespace Chat.Data;

/// <summary>A person who may not come back into a room.</summary>
public sealed class Ban
{
    public required long RoomId { get; init; }

    public required long PersonId { get; init; }

    public required long BannedById { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Person? Person { get; init; }
}
