using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Admin;

/// <summary>One account, and what administrators do to it.</summary>
public sealed class PersonModel(ChatDb db, Registrar registrar, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The deed that was just done.</summary>
    [TempData(Key = "PersonDone")]
    public string? Done { get; set; }

    /// <summary>The address of a reset link that was just made for this person: to be read once.</summary>
    public string? Link { get; private set; }

    public Person Person { get; private set; } = null!;

    public int Devices { get; private set; }

    private string LinkKey => $"ResetLink {Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        Link = TempData[LinkKey] as string;
        return Page();
    }

    public async Task<IActionResult> OnPostDeactivateAsync(CancellationToken cancellationToken)
    {
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        var reason = Names.Tidy(Reason);
        if (reason.Length > Registrar.MaxReason || !Visibility.IsPrintable(reason))
            return this.Invalid(nameof(Reason), text["A reason has at most {0} characters, all of which can be shown.", Registrar.MaxReason]);
        return Answer(await registrar.DeactivateAsync(me.Id, Id, reason.Length == 0 ? null : reason), Deeds.Deactivated);
    }

    public async Task<IActionResult> OnPostReactivateAsync(CancellationToken cancellationToken) =>
        await RefuseAsync(cancellationToken) ?? Answer(await registrar.ReactivateAsync(me.Id, Id), Deeds.Reactivated);

    public async Task<IActionResult> OnPostAppointAsync(CancellationToken cancellationToken) =>
        await RefuseAsync(cancellationToken) ?? Answer(await registrar.AppointAsync(me.Id, Id), Deeds.AdministratorChanged);

    public async Task<IActionResult> OnPostDismissAsync(CancellationToken cancellationToken) =>
        await RefuseAsync(cancellationToken) ?? Answer(await registrar.DismissAsync(me.Id, Id), Deeds.AdministratorChanged);

    public async Task<IActionResult> OnPostSignOutAsync(CancellationToken cancellationToken) =>
        await RefuseAsync(cancellationToken) ?? Answer(await registrar.SignOutAsync(me.Id, Id), Deeds.SignedOut);

    public async Task<IActionResult> OnPostResetAsync(CancellationToken cancellationToken)
    {
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        if (await registrar.MakeResetLinkAsync(me.Id, Id) is not { } token)
            return NotFound();
        TempData[LinkKey] = $"{Request.Scheme}://{Request.Host}/reset/{token}";
        return Answer(RegistrarOutcome.Done, Deeds.PasswordReset);
    }

    private IActionResult Answer(RegistrarOutcome outcome, string deed)
    {
        Done = outcome is RegistrarOutcome.Done ? deed : null;
        return outcome switch
        {
            RegistrarOutcome.NotFound => NotFound(),
            RegistrarOutcome.LastAdministrator => this.Invalid("", text["Somebody has to administer the server: make another administrator first."]),
            _ => this.SeeOther($"/admin/people/{Id}"),
        };
    }

    private async Task<IActionResult?> RefuseAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        return limits.Changes.Refuses(me.Id) is { } wait ? this.TooMany(wait) : null;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id, cancellationToken) is not { } person)
            return false;
        Person = person;
        Devices = await db.Sessions.CountAsync(s => s.PersonId == Id, cancellationToken);
        return true;
    }
}
