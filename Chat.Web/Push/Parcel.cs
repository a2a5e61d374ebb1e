using System.Text.Json;

namespace Chat.Push;

/// <summary>What waits to be pushed to a device: a notification, or none where one is to be withdrawn.</summary>
/// <param name="Expires">Later it is not worth sending.</param>
internal sealed record Parcel(string Tag, DateTimeOffset Expires, Urgency Urgency)
{
    public Notification? Notification { get; init; }

    /// <summary>With a withdrawal.</summary>
    public int? Badge { get; init; }

    public string Write() => JsonSerializer.Serialize(this);

    public static Parcel Read(string payload) => JsonSerializer.Deserialize<Parcel>(payload)!;
}
