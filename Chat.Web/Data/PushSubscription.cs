namespace Chat.Data;

/// <summary>A device that wants to be notified: where its push service takes messages for it, and how to seal them.</summary>
public sealed class PushSubscription
{
    public long Id { get; init; }

    public required long PersonId { get; init; }

    /// <summary>The signed-in device. When its session ends, so does this.</summary>
    public required Guid SessionId { get; set; }

    /// <summary>A URL that a stranger gave us: asked through the guarded client only.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Where the device found Chat ("https://chat.example.org"): what it is told of leads there.</summary>
    public required string Origin { get; set; }

    /// <summary>The device's public key: an uncompressed point of P-256, 65 bytes.</summary>
    public required byte[] P256dh { get; set; }

    /// <summary>The secret shared with the device, 16 bytes.</summary>
    public required byte[] Auth { get; set; }

    /// <summary>The server's public key that it was subscribed with, as base64url.</summary>
    public required string ServerKey { get; set; }

    /// <summary>What the device asked for pages in: of people who have chosen no language it is theirs.</summary>
    public required string Language { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastPushAt { get; set; }

    /// <summary>What came of the last push, in the service's status or our own word.</summary>
    public string? LastResult { get; set; }
}
