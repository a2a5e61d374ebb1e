namespace Chat.Data;

/// <summary>One signed-in device. The cookie names it; without its row the cookie is worth nothing.</summary>
public sealed class Session
{
    public required Guid Id { get; init; }

    public required long PersonId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its cookie was last written. Both last equally long from then.</summary>
    public required DateTimeOffset RenewedAt { get; init; }

    /// <summary>When the device last asked for something; kept to some minutes.</summary>
    public required DateTimeOffset UsedAt { get; set; }

    /// <summary>The browser's own words about itself, cut to <see cref="MaxUserAgent"/> characters.</summary>
    public string UserAgent { get; init; } = "";

    public string Address { get; init; } = "";

    public const int MaxUserAgent = 300;
}
