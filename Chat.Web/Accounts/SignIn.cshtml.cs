using Chat.Core;
using Chat.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Accounts;

[AllowAnonymous]
public sealed class SignInModel(
    Credentials credentials, Admission admission, Sessions sessions, Limits limits, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>By a link; this is where the new password is used.</summary>
    [TempData(Key = "PasswordReset")]
    public bool WasReset { get; set; }

    public bool MaySignUp { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var (name, password) = (UserName ?? "", Password ?? "");
        var address = HttpContext.Address();
        if ((limits.SignIns.Refuses(address) ?? limits.SignInsPerAccount.Refuses($"{address} {Names.Fold(name)}")) is { } wait)
            return this.TooMany(wait);

        var person = password.Length <= Credentials.MaxPassword ? await credentials.CheckAsync(name, password) : null;
        // Said to whoever knows the password, and so to nobody who only guesses at names.
        if (person?.DeactivatedAt is not null)
            return this.Invalid("", text["This account is closed. An administrator can open it again."]);
        if (person is null || !await sessions.StartAsync(HttpContext, person))
            return this.Invalid("", text["User name or password is wrong."]);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        MaySignUp = await admission.RuleAsync(cancellationToken) is not SignUpRule.Closed;
}
