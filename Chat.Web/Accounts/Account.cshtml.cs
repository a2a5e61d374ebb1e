using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Accounts;

/// <summary>What one chooses for oneself: name, password, language and theme.</summary>
public sealed class AccountModel(
    UserManager<Person> people, Sessions sessions, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
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

    public string UserName { get; private set; } = "";

    [TempData(Key = "AccountSaved")]
    public string? Saved { get; set; }

    public async Task OnGetAsync() => Show(await LoadAsync());

    public async Task<IActionResult> OnPostAsync()
    {
        var person = await LoadAsync();
        var name = Names.Tidy(DisplayName ?? "");
        if (text.Refusal(Names.Check(name)) is { } refusal)
            return this.Invalid(nameof(DisplayName), refusal);

        person.DisplayName = name;
        person.Language = Cultures.Known(Language);
        person.Theme = Theme is "light" or "dark" ? Theme : null;
        var result = await people.UpdateAsync(person);
        foreach (var error in result.Errors)
            ModelState.AddModelError("", error.Description);
        if (!result.Succeeded)
            return this.Invalid();

        await sessions.SetCookieAsync(HttpContext, person, me.Session);
        Saved = "profile";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        var person = await LoadAsync();
        Show(person);
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
        Saved = "password";
        return RedirectToPage();
    }

    private async Task<Person> LoadAsync()
    {
        var person = await people.FindByIdAsync(me.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        UserName = person!.UserName!;
        return person;
    }

    private void Show(Person person)
    {
        DisplayName = person.DisplayName;
        Language = person.Language;
        Theme = person.Theme;
    }
}
