namespace Chat.Data;

/// <summary>
/// The receipt of a send, kept for ever: the same <see cref="ClientId"/> of the same author gets the same answer,
/// whatever became of the message since.
/// </summary>
public sealed class Send
{
    public required long AuthorId { get; init; }

    public required Guid ClientId { get; init; }

    public required long RoomId { get; init; }

    public required long Number { get; init; }

    public required long Rev { get; init; }

    /// <summary>SHA-256 of the body as it was sent.</summary>
    public required byte[] BodyHash { get; init; }
}
