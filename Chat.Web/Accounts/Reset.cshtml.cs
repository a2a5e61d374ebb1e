using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Accounts;

/// <summary>Choosing a new password by a link that an administrator has passed on.</summary>
[AllowAnonymous]
public sealed class ResetModel(ResetLinks links, Limits limits, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public string? NewPassword { get; set; }

    /// <summary>Whose password it is; null if the link is good for nobody's.</summary>
    public string? UserName { get; private set; }

    [TempData(Key = "PasswordReset")]
    public bool WasReset { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (limits.Links.Refuses(HttpContext.Address()) is { } wait)
            return this.Busy(wait);
        return await OpenAsync(cancellationToken) is null ? NothingHere() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Links.Refuses(HttpContext.Address()) is { } wait)
            return this.Busy(wait);
        if (await OpenAsync(cancellationToken) is not { } person)
            return NothingHere();
        if (NewPassword is null or { Length: > Credentials.MaxPassword })
            return this.Invalid(nameof(NewPassword), text["A password has between {0} and {1} characters.", Credentials.MinPassword, Credentials.MaxPassword]);

        if (await links.UseAsync(person, NewPassword) is not { } refusals)
            return NothingHere();
        foreach (var refusal in refusals)
            ModelState.AddModelError(nameof(NewPassword), refusal.Description);
        if (!ModelState.IsValid)
            return this.Invalid();
        WasReset = true;
        return this.SeeOther("/signin");
    }

    private async Task<Person?> OpenAsync(CancellationToken cancellationToken)
    {
        var person = await links.OpenAsync(Token, cancellationToken);
        UserName = person?.UserName;
        return person;
    }

    private PageResult NothingHere()
    {
        UserName = null;
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
