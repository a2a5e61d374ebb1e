using Chat.Data;
using Microsoft.AspNetCore.Identity;

namespace Chat.Accounts;

/// <summary>Checks who knows their password.</summary>
public sealed class Credentials(UserManager<Person> people, IPasswordHasher<Person> hasher)
{
    public const int MinPassword = 8;

    /// <summary>Hashing takes time in proportion to length: longer input is an attack, not a password.</summary>
    public const int MaxPassword = 256;

    private static readonly Person Nobody = new() { DisplayName = "" };

    private static string? decoy;

    /// <summary>The person if the password is theirs. Unknown names take as long as wrong passwords.</summary>
    public async Task<Person?> CheckAsync(string userName, string password)
    {
        var person = await people.FindByNameAsync(userName);
        if (person is null)
        {
            hasher.VerifyHashedPassword(Nobody, decoy ??= hasher.HashPassword(Nobody, "decoy"), password);
            return null;
        }

        return await people.CheckPasswordAsync(person, password) ? person : null;
    }
}
