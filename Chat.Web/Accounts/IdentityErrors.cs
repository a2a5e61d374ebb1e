using Chat.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Chat.Accounts;

/// <summary>ASP.NET Identity's refusals in the reader's language.</summary>
public sealed class IdentityErrors(IStringLocalizer<Text> text) : IdentityErrorDescriber
{
    public override IdentityError DuplicateUserName(string userName) =>
        Error(nameof(DuplicateUserName), text["This user name is taken."]);

    public override IdentityError InvalidUserName(string? userName) =>
        Error(nameof(InvalidUserName), text["A user name has 2 to 32 letters, digits, dots, dashes or underscores, and begins with a letter or digit."]);

    public override IdentityError PasswordTooShort(int length) =>
        Error(nameof(PasswordTooShort), text["A password has at least {0} characters.", length]);

    public override IdentityError PasswordMismatch() =>
        Error(nameof(PasswordMismatch), text["This is not your present password."]);

    public override IdentityError ConcurrencyFailure() =>
        Error(nameof(ConcurrencyFailure), text["The account was changed elsewhere at the same moment. Try again."]);

    private static IdentityError Error(string code, string description) => new() { Code = code, Description = description };
}
