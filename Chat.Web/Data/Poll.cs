namespace Chat.Data;

/// <summary>A question to the room, in a message: the message's words are the question.</summary>
public sealed class Poll
{
    public required long RoomId { get; init; }

    public required long Number { get; init; }

    /// <summary>In order, a JSON array of texts.</summary>
    public required string Options { get; init; }

    /// <summary>One person may choose several.</summary>
    public bool IsMultiple { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>One option that a person has chosen.</summary>
public sealed class Vote
{
    public required long RoomId { get; init; }

    public required long Number { get; init; }

    public required long PersonId { get; init; }

    /// <summary>Place in the poll's options, from 0 on.</summary>
    public required int Option { get; init; }
}
