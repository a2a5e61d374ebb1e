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

    /// <summary>What stands above the words: the message that is answered. Rendered anew when that one changes; empty once deleted.</summary>
    public string Lead { get; set; } = "";

    /// <summary>
    /// What stands below the words (poll, previews, reactions, replies), the same for all readers: rendered whenever one
    /// of these changes, so that a page of history asks for none of them. Empty once deleted, but for the thread.
    /// </summary>
    public string Tail { get; set; } = "";

    /// <summary>The message that this one answers with a quote, in the same room.</summary>
    public long? QuoteOf { get; init; }

    /// <summary>Messages in the thread about this one.</summary>
    public int Replies { get; set; }

    public DateTimeOffset? RepliedAt { get; set; }

    public DateTimeOffset? PinnedAt { get; set; }

    public long? PinnedById { get; set; }

    /// <summary>The author or a moderator wants no previews of its links.</summary>
    public bool HidesPreviews { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EditedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public Person? Author { get; init; }
}
