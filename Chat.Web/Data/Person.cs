using Chat.Core;
using Microsoft.AspNetCore.Identity;

namespace Chat.Data;

/// <summary>Someone with an account: signs in by <c>UserName</c>, is seen as <see cref="DisplayName"/>.</summary>
public sealed class Person : IdentityUser<long>
{
    public required string DisplayName
    {
        get;
        set => (field, NameKey) = (value, Names.Fold(value));
    }

    /// <summary>The folded display name, which people are found by.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>Administers the server; the first account does.</summary>
    public bool IsAdministrator { get; set; }

    /// <summary>Culture chosen by the person ("en", "ko"), or null to follow the browser.</summary>
    public string? Language { get; set; }

    /// <summary>"light", "dark", or null to follow the system.</summary>
    public string? Theme { get; set; }

    /// <summary>Some words about oneself.</summary>
    public string? About { get; set; }

    /// <summary>An IANA time zone ("Asia/Seoul"), or null if not told.</summary>
    public string? TimeZone { get; set; }

    public string? StatusEmoji { get; set; }

    public string? StatusText { get; set; }

    /// <summary>When the status ends by itself; null if it does not.</summary>
    public DateTimeOffset? StatusUntil { get; set; }

    /// <summary>When the person was last active; kept to the minute at best.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>Nobody is told when the person was last seen.</summary>
    public bool HidesLastSeen { get; set; }

    /// <summary>Nobody is told how far the person has read.</summary>
    public bool HidesReading { get; set; }

    /// <summary>Words that the person wants to hear of wherever they are said, one a line.</summary>
    public string Keywords { get; set; } = "";

    /// <summary>Minutes after midnight, in the person's zone, at which notifications begin to rest; null if they never do.</summary>
    public int? QuietFrom { get; set; }

    /// <summary>Minutes after midnight until which they rest; before <see cref="QuietFrom"/> it is the next day's.</summary>
    public int? QuietUntil { get; set; }

    /// <summary>Notifications rest until then, whatever the hour.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>Notifications say that there is a message, and not what it says.</summary>
    public bool NotifiesWithoutText { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When an administrator closed the account. What the person wrote stays.</summary>
    public DateTimeOffset? DeactivatedAt { get; set; }
}
