using Chat.Core;
using Chat.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Accounts;

[AllowAnonymous]
public sealed class SignInModel(Credentials credentials, Sessions sessions, Limits limits, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var (name, password) = (UserName ?? "", Password ?? "");
        var address = HttpContext.Address();
        if ((limits.SignIns.Refuses(address) ?? limits.SignInsPerAccount.Refuses($"{address} {Names.Fold(name)}")) is { } wait)
            return this.TooMany(wait);

        var person = password.Length <= Credentials.MaxPassword ? await credentials.CheckAsync(name, password) : null;
        if (person is null)
            return this.Invalid("", text["User name or password is wrong."]);

        await sessions.StartAsync(HttpContext, person);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}
