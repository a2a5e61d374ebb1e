using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Later;

/// <summary>Choosing when to be reminded of a message; to scripts the form alone.</summary>
public sealed class RemindModel(
    ChatDb db, Reminders reminders, MyZone myZone, TimeProvider clock, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty]
    public string? When { get; set; }

    [BindProperty]
    public string? At { get; set; }

    [BindProperty]
    public string? Zone { get; set; }

    public MessageLine Message { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        return Request.WantsFragment() ? Partial("/Later/_Remind.cshtml", this) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var zone = await myZone.FindAsync(Zone, cancellationToken);
        if (Moments.Read(When, At, clock.GetUtcNow(), zone, out var moment) is not MomentOutcome.Ok and var outcome)
            return this.Invalid(nameof(When), text.Refusal(outcome));
        return await reminders.SetAsync(me.Id, Id, Number, moment) switch
        {
            KeepOutcome.Done => Request.WantsJson() ? new JsonResult(new { at = moment }) : this.SeeOther("/later"),
            KeepOutcome.TooMany => this.Invalid("", text["You may wait for {0} reminders.", Reminders.Max]),
            _ => NotFound(),
        };
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var message = await db.Messages
            .Where(m => m.RoomId == Id && m.Number == Number && m.DeletedAt == null)
            .Where(m => db.Memberships.Any(p => p.RoomId == Id && p.PersonId == me.Id && p.LeftAt == null))
            .Select(m => new MessageLine(m.AuthorId, m.Author!.DisplayName, m.Body.Substring(0, Excerpt.MaxTyped * 3), m.CreatedAt))
            .SingleOrDefaultAsync(cancellationToken);
        Message = message!;
        return message is not null;
    }
}
