namespace Chat.Data;

/// <summary>Leave for one person to enter a room without its password. Accepting or declining removes it.</summary>
public sealed class Invitation
{
    public required long RoomId { get; init; }

    public required long PersonId { get; init; }

    public required long InvitedById { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Room? Room { get; init; }

    public Person? InvitedBy { get; init; }
}
