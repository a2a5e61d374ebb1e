using Chat.Data;
using Microsoft.AspNetCore.Identity;

namespace Chat.Accounts;

internal static class PasswordCheck
{
    /// <summary>What is wrong with a password, if anything.</summary>
    public static async Task<List<IdentityError>> RefusalsAsync(this UserManager<Person> people, Person person, string password)
    {
        var refusals = new List<IdentityError>();
        foreach (var validator in people.PasswordValidators)
            refusals.AddRange((await validator.ValidateAsync(people, person, password)).Errors);
        return refusals;
    }
}
