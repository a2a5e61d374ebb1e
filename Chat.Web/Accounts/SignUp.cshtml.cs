using Chat.Core;
using Chat.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Accounts;

[AllowAnonymous]
public sealed class SignUpModel(
    Credentials credentials, Sessions sessions, INewcomers newcomers, Limits limits, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (limits.SignUps.Refuses(HttpContext.Address()) is { } wait)
            return this.TooMany(wait);
        UserName = UserName?.Trim();
        DisplayName = Names.Tidy(DisplayName ?? UserName ?? "");
        Check();
        if (!ModelState.IsValid)
            return this.Invalid();

        var (person, result) = await credentials.CreateAsync(UserName!, DisplayName, Password!);
        foreach (var error in result.Errors)
            ModelState.AddModelError(error.Code.Contains("Password", StringComparison.Ordinal) ? nameof(Password) : nameof(UserName), error.Description);
        if (!ModelState.IsValid)
            return this.Invalid();

        await sessions.StartAsync(HttpContext, person);
        var firstRoom = await newcomers.WelcomeAsync(person, HttpContext.RequestAborted);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) && ReturnUrl != "/" ? ReturnUrl : firstRoom);
    }

    private void Check()
    {
        if (string.IsNullOrEmpty(UserName))
            ModelState.AddModelError(nameof(UserName), text["Choose a user name."]);
        else if (text.Refusal(Names.Check(DisplayName!)) is { } refusal)
            ModelState.AddModelError(nameof(DisplayName), refusal);
        if (string.IsNullOrEmpty(Password))
            ModelState.AddModelError(nameof(Password), text["Choose a password."]);
        else if (Password.Length > Credentials.MaxPassword)
            ModelState.AddModelError(nameof(Password), text["A password has at most {0} characters.", Credentials.MaxPassword]);
    }
}
