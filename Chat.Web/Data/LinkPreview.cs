namespace Chat.Data;

/// <summary>What a page on the web says of itself, for all messages that link to it.</summary>
public sealed class LinkPreview
{
    public long Id { get; init; }

    public required string Url { get; init; }

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public string Site { get; set; } = "";

    /// <summary>Our own copy of the page's picture, a file in the data folder; null without one.</summary>
    public string? Picture { get; set; }

    public int PictureWidth { get; set; }

    public int PictureHeight { get; set; }

    /// <summary>Null while nobody has looked yet.</summary>
    public DateTimeOffset? FetchedAt { get; set; }

    /// <summary>There is nothing to show: it answered an error, or no page, or nothing of itself.</summary>
    public bool IsEmpty { get; set; }
}

/// <summary>A message whose links wait to be looked at.</summary>
public sealed class PreviewRequest
{
    public required long RoomId { get; init; }

    public required long Number { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }
}
