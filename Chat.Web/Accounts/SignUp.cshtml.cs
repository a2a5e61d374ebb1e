using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Accounts;

[AllowAnonymous]
public sealed class SignUpModel(
    Enrolment enrolment, Admission admission, Sessions sessions, INewcomers newcomers, Limits limits, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The code of the invitation that one came by.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Invite { get; set; }

    public SignUpRule Rule { get; private set; }

    /// <summary>By an invitation that is still good.</summary>
    public bool IsInvited { get; private set; }

    public bool MaySignUp => Rule is SignUpRule.Open || (Rule is SignUpRule.Invited && IsInvited);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } wait)
            return this.Busy(wait);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if ((await LoadAsync(cancellationToken) ?? limits.SignUps.Refuses(HttpContext.Address())) is { } wait)
            return this.TooMany(wait);
        if (!MaySignUp)
            return this.Invalid("", Refusal);
        UserName = UserName?.Trim();
        DisplayName = Names.Tidy(DisplayName ?? UserName ?? "");
        Check();
        if (!ModelState.IsValid)
            return this.Invalid();

        var enrolled = await enrolment.EnrolAsync(UserName!, DisplayName, Password!, Invite);
        foreach (var error in enrolled.Refusals)
            ModelState.AddModelError(error.Code.Contains("Password", StringComparison.Ordinal) ? nameof(Password) : nameof(UserName), error.Description);
        return enrolled.Outcome switch
        {
            EnrolmentOutcome.Done => await WelcomeAsync(enrolled.Person, cancellationToken),
            EnrolmentOutcome.Refused => this.Invalid(),
            _ => await TooLateAsync(cancellationToken),
        };
    }

    private async Task<IActionResult> WelcomeAsync(Person person, CancellationToken cancellationToken)
    {
        await sessions.StartAsync(HttpContext, person);
        var landing = await newcomers.WelcomeAsync(person, cancellationToken);
        // An invitation leads to where it invites to.
        return LocalRedirect(!IsInvited && Url.IsLocalUrl(ReturnUrl) && ReturnUrl != "/" ? ReturnUrl : landing);
    }

    /// <summary>The last use of the invitation went to somebody else just now, or sign-up was closed.</summary>
    private async Task<IActionResult> TooLateAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return this.Invalid("", Refusal);
    }

    /// <returns>How long to wait, if too many invitations were tried from this address.</returns>
    private async Task<TimeSpan?> LoadAsync(CancellationToken cancellationToken)
    {
        Rule = await admission.RuleAsync(cancellationToken);
        if (Invite is null)
            return null;
        var wait = limits.Links.Refuses(HttpContext.Address());
        // Whoever must wait keeps the form and what they typed.
        IsInvited = wait is not null || await admission.KnowsAsync(Invite, cancellationToken);
        return wait;
    }

    public string Refusal => Rule switch
    {
        SignUpRule.Closed => text["Nobody can sign up on this server now. Ask whoever runs it."],
        _ when Invite is null => text["Signing up takes an invitation here. Open the link that somebody has sent you, or ask for one."],
        _ => text["This invitation is used up, or is no longer good. Ask for another one."],
    };

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
