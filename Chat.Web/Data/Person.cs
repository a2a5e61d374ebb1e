using Microsoft.AspNetCore.Identity;

namespace Chat.Data;

/// <summary>Someone with an account: signs in by <c>UserName</c>, is seen as <see cref="DisplayName"/>.</summary>
public sealed class Person : IdentityUser<long>
{
    public required string DisplayName { get; set; }

    /// <summary>Administers the server; the first account does.</summary>
    public bool IsAdministrator { get; set; }

    /// <summary>Culture chosen by the person ("en", "ko"), or null to follow the browser.</summary>
    public string? Language { get; set; }

    /// <summary>"light", "dark", or null to follow the system.</summary>
    public string? Theme { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
