using System.Globalization;
using System.Security.Cryptography;
using Chat.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chat.Accounts;

/// <summary>
/// Links by which somebody who has lost their password chooses a new one. Nothing is stored: the token is sealed with the
/// server's keys and holds the account's stamp, so the first use, or any other new password, ends all links there are.
/// </summary>
public sealed class ResetLinks(
    ChatDb db, UserManager<Person> people, Sessions sessions, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Time to reach somebody who is on leave today.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly IDataProtector seal = protection.CreateProtector("reset");

    /// <summary>The last part of a link's address.</summary>
    public string Seal(long person, string stamp) =>
        seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{person}:{(clock.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds()}:{stamp}"));

    /// <summary>The account that the link is good for; null if it is used up, expired, or none of ours.</summary>
    public async Task<Person?> OpenAsync(string token, CancellationToken cancellationToken) =>
        Unseal(token) is ({ } id, { } stamp)
            ? await db.Users.AsNoTracking().SingleOrDefaultAsync(
                p => p.Id == id && p.SecurityStamp == stamp && p.DeactivatedAt == null, cancellationToken)
            : null;

    private (long? Person, string? Stamp) Unseal(string token)
    {
        try
        {
            var parts = seal.Unprotect(token).Split(':', 3);
            var expires = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
            return expires > clock.GetUtcNow() ? (long.Parse(parts[0], CultureInfo.InvariantCulture), parts[2]) : (null, null);
        }
        catch (CryptographicException)
        {
            return (null, null); // made up, or of a server whose keys are gone
        }
    }

    /// <summary>Sets the password and ends all of the person's sessions.</summary>
    /// <param name="opened">As <see cref="OpenAsync"/> found the account.</param>
    /// <returns>What is wrong with the password, if anything; null if another use of a link came first.</returns>
    public async Task<IReadOnlyList<IdentityError>?> UseAsync(Person opened, string password)
    {
        if (await people.RefusalsAsync(opened, password) is { Count: > 0 } refusals)
            return refusals;
        var hash = people.PasswordHasher.HashPassword(opened, password);
        return await sessions.EndAllAsync(opened.Id, scope => SetPassword(scope, opened, hash), done: true) ? [] : null;
    }

    private static bool SetPassword(WriteScope scope, Person opened, string hash)
    {
        var person = scope.Db.Users.SingleOrDefault(
            p => p.Id == opened.Id && p.SecurityStamp == opened.SecurityStamp && p.DeactivatedAt == null);
        if (person is null)
            return false;
        person.PasswordHash = hash;
        person.Restamp();
        scope.Db.SaveChanges();
        return true;
    }
}
