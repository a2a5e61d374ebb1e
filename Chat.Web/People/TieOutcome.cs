namespace Chat.People;

/// <summary>What came of changing what two people are to each other.</summary>
public enum TieOutcome
{
    Done,

    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary>There is no such person, or one meant oneself.</summary>
    Nobody,

    /// <summary>The other may not be reached. The one who tries is not told why.</summary>
    NotDelivered,

    /// <summary>Nobody asks any more.</summary>
    Gone,

    TooManyRequests,
    TooManyFriends,
    TooManyBlocked,
}
