namespace Chat.Data;

/// <summary>What a message said before it was edited. Deleting the message removes its versions.</summary>
public sealed class MessageVersion
{
    public required long RoomId { get; init; }

    public required long Number { get; init; }

    /// <summary>The revision that these words had.</summary>
    public required long Rev { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset ReplacedAt { get; init; }
}
