using System.Globalization;
using System.Security.Claims;

namespace Chat.Accounts;

/// <summary>The signed-in person of this request.</summary>
public sealed class Me(IHttpContextAccessor accessor)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page forgot to ask for it.</exception>
    public long Id => IdOf(Principal) ?? throw new InvalidOperationException("Nobody is signed in.");

    public Guid Session => SessionOf(Principal) ?? throw new InvalidOperationException("Nobody is signed in.");

    public bool IsSignedIn => IdOf(Principal) is not null;

    private ClaimsPrincipal Principal => accessor.HttpContext!.User;

    public static long? IdOf(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) ? id : null;

    public static Guid? SessionOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(Claims.Session), CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>What the cookie says besides who one is.</summary>
public static class Claims
{
    public const string Session = "sid";
    public const string Language = "lang";
    public const string Theme = "theme";
}
