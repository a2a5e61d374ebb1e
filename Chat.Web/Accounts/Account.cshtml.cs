using System.Globalization;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Accounts;

/// <summary>
/// What one chooses for oneself: name, language and theme; the password; and in files of their own what one says about
/// oneself, one's status, and what others are not told.
/// </summary>
public sealed partial class AccountModel(
    UserManager<Person> people, Sessions sessions, Profiles profiles, INameWitness names, Limits limits, Me me, TimeProvider clock,
    IStringLocalizer<Text> text) : PageModel
{
    private Person person = null!;

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public string? Theme { get; set; }

    [BindProperty]
    public string? CurrentPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    public string UserName => person.UserName!;

    public long Id => person.Id;

    public bool IsAdministrator => person.IsAdministrator;

    [TempData(Key = "AccountSaved")]
    public string? Saved { get; set; }

    /// <summary>Each form brings its own fields only. They are bound after this, over what is known.</summary>
    public override async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        person = (await people.FindByIdAsync(me.Id.ToString(CultureInfo.InvariantCulture)))!;
        (DisplayName, Language, Theme) = (person.DisplayName, person.Language, person.Theme);
        ShowAbout();
        ShowStatus();
        ShowPrivacy();
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var name = Names.Tidy(DisplayName ?? "");
        if (text.Refusal(Names.Check(name)) is { } refusal)
            return this.Invalid(nameof(DisplayName), refusal);

        var isRenamed = person.DisplayName != name;
        person.DisplayName = name;
        person.Language = Cultures.Known(Language);
        person.Theme = Theme is "light" or "dark" ? Theme : null;
        var result = await people.UpdateAsync(person);
        foreach (var error in result.Errors)
            ModelState.AddModelError("", error.Description);
        if (!result.Succeeded)
            return this.Invalid();

        if (isRenamed)
            await names.RenamedAsync(me.Id, name, cancellationToken);
        await sessions.SetCookieAsync(HttpContext, person, me.Session);
        return Done("profile");
    }

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        if (limits.SignInsPerAccount.Refuses($"{HttpContext.Address()} {person.NormalizedUserName}") is { } wait)
            return this.TooMany(wait);
        if (NewPassword is null or { Length: > Credentials.MaxPassword })
            return this.Invalid(nameof(NewPassword), text["A password has between {0} and {1} characters.", Credentials.MinPassword, Credentials.MaxPassword]);

        var result = await people.ChangePasswordAsync(person, CurrentPassword ?? "", NewPassword);
        foreach (var error in result.Errors)
            ModelState.AddModelError(error.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? nameof(CurrentPassword) : nameof(NewPassword), error.Description);
        if (!result.Succeeded)
            return this.Invalid();

        await sessions.EndOthersAsync(person.Id, me.Session);
        return Done("password");
    }

    /// <param name="what">The section that says so.</param>
    private RedirectToPageResult Done(string what)
    {
        Saved = what;
        return RedirectToPage();
    }
}
