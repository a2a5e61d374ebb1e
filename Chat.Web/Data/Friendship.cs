namespace Chat.Data;

/// <summary>Two people who are friends: one row for the pair, the lower id first.</summary>
public sealed class Friendship
{
    public required long LowId { get; init; }

    public required long HighId { get; init; }

    public required DateTimeOffset Since { get; init; }
}

/// <summary>One person's wish to be another's friend. Accepting, declining and withdrawing remove it.</summary>
public sealed class FriendRequest
{
    public required long FromId { get; init; }

    public required long ToId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Person? From { get; init; }

    public Person? To { get; init; }
}

/// <summary>A person does not want to hear from another. The other is not told.</summary>
public sealed class Block
{
    public required long PersonId { get; init; }

    public required long BlockedId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Person? Blocked { get; init; }
}
