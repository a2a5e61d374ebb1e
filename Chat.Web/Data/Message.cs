namespace Chat.Data;

/// <summary>A message. <see cref="Number"/> is its identity and place; <see cref="Rev"/> is the revision of its latest change.</summary>
public sealed class Message
{
    public required long RoomId { get; init; }

    public required long Number { get; init; }

    public required long Rev { get; set; }

    public required long AuthorId { get; init; }

    /// <summary>As typed; empty once deleted.</summary>
    public required string Body { get; set; }

    /// <summary>Rendered once by <c>Markup</c> when written; empty once deleted.</summary>
    public required string Html { get; set; }

    /// <summary>Long enough to be shown folded.</summary>
    public bool IsLong { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EditedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public Person? Author { get; init; }
}
