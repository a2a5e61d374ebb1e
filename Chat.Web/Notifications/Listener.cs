using Chat.Core;

namespace Chat.Notifications;

/// <summary>A member of a room who has a device to be told on, and how it is with them.</summary>
internal sealed record Listener(long Person, long LastRead, NotifyOf? NotifyOf, bool IsMuted)
{
    /// <summary>Their choice, or that of the device they subscribed with last.</summary>
    public required string Language { get; init; }

    public required string? Zone { get; init; }

    public required int? QuietFrom { get; init; }

    public required int? QuietUntil { get; init; }

    public required DateTimeOffset? PausedUntil { get; init; }

    public required bool WithoutText { get; init; }

    public required string Keywords { get; init; }
}
