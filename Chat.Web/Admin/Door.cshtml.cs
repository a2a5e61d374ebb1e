using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Admin;

/// <summary>Who may sign up, and the invitations by which people may.</summary>
public sealed class DoorModel(
    ChatDb db, Admission admission, Doorkeeper doorkeeper, Limits limits, Me me, TimeProvider clock, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Whoever wants more lets everybody in.</summary>
    public const int MaxUses = 10_000;

    private const int MaxDays = 365;

    [BindProperty]
    public SignUpRule Rule { get; set; }

    [BindProperty]
    public int? Days { get; set; } = 7;

    [BindProperty]
    public int? Uses { get; set; } = 1;

    [BindProperty]
    public long Link { get; set; }

    [TempData(Key = "SignUpSaved")]
    public bool Saved { get; set; }

    public IReadOnlyList<WaitingLink> Links { get; private set; } = [];

    public string AddressOf(WaitingLink link) => $"{Request.Scheme}://{Request.Host}/signup?invite={link.Code}";

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        return Enum.IsDefined(Rule) && await doorkeeper.DecideAsync(me.Id, Rule) ? Done() : NotFound();
    }

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        if (Uses is < 1 or > MaxUses)
            return await RefusedAsync(
                () => this.Invalid(nameof(Uses), text["An invitation is for {0} to {1} people, or for any number.", 1, MaxUses]), cancellationToken);
        if (Days is < 1 or > MaxDays)
            return BadRequest();
        return await doorkeeper.InviteAsync(me.Id, Days is { } days ? TimeSpan.FromDays(days) : null, Uses) switch
        {
            InvitationOutcome.Done => Done(),
            InvitationOutcome.TooMany => await RefusedAsync(
                () => this.Invalid("", text["{0} invitations are good already: revoke some first.", Doorkeeper.MaxLinks]), cancellationToken),
            _ => NotFound(),
        };
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        return await doorkeeper.RevokeAsync(me.Id, Link) is InvitationOutcome.Done ? Done() : NotFound();
    }

    private IActionResult Done()
    {
        Saved = true;
        return this.SeeOther("/admin/sign-up");
    }

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return answer();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Rule = await admission.RuleAsync(cancellationToken);
        Links = await db.InviteLinks.Live(clock.GetUtcNow())
            .Where(link => link.RoomId == null)
            .OrderByDescending(link => link.Id)
            .Select(link => new WaitingLink(
                link.Id, link.Code, link.CreatedBy!.DisplayName, link.CreatedAt, link.ExpiresAt, link.Uses, link.MaxUses))
            .ToListAsync(cancellationToken);
    }
}

public sealed record WaitingLink(
    long Id, string Code, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, int Uses, int? MaxUses);
