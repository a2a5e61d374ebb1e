using Chat.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chat.Accounts;

/// <summary>Makes accounts and checks who knows their password.</summary>
public sealed class Credentials(UserManager<Person> people, IPasswordHasher<Person> hasher, Writer writer, TimeProvider clock)
{
    public const int MinPassword = 8;

    /// <summary>Hashing takes time in proportion to length: longer input is an attack, not a password.</summary>
    public const int MaxPassword = 256;

    private static readonly Person Nobody = new() { DisplayName = "" };

    private static string? decoy;

    /// <summary>Creates the account. The first one administers the server.</summary>
    public async Task<(Person Person, IdentityResult Result)> CreateAsync(string userName, string displayName, string password)
    {
        var person = new Person { UserName = userName, DisplayName = displayName, CreatedAt = clock.GetUtcNow() };
        var result = await TryCreateAsync(person, password);
        if (result.Succeeded)
            person.IsAdministrator = await writer.Run(scope => ClaimAdministration(scope, person.Id));
        return (person, result);
    }

    private async Task<IdentityResult> TryCreateAsync(Person person, string password)
    {
        try
        {
            return await people.CreateAsync(person, password);
        }
        catch (DbUpdateException)
        {
            // Two asked for the name at the same moment; the index let one through.
            return IdentityResult.Failed(people.ErrorDescriber.DuplicateUserName(person.UserName!));
        }
    }

    private static bool ClaimAdministration(WriteScope scope, long person) =>
        scope.Db.Users
            .Where(p => p.Id == person && !scope.Db.Users.Any(other => other.IsAdministrator))
            .ExecuteUpdate(set => set.SetProperty(p => p.IsAdministrator, true)) == 1;

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
