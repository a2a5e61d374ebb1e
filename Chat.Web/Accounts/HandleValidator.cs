using Chat.Core;
using Chat.Data;
using Microsoft.AspNetCore.Identity;

namespace Chat.Accounts;

/// <summary>User names are what one types after an @: letters and digits of any script, dots, dashes, underscores.</summary>
public sealed class HandleValidator : IUserValidator<Person>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user) =>
        Task.FromResult(Names.CheckHandle(user.UserName) is HandleOutcome.Ok
            ? IdentityResult.Success
            : IdentityResult.Failed(manager.ErrorDescriber.InvalidUserName(user.UserName)));
}
