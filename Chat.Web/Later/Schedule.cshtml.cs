using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Messages;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Later;

/// <summary>Writing a message that is sent at a time; to scripts the form alone.</summary>
public sealed class ScheduleModel(
    ChatDb db, Scheduling scheduling, MyZone myZone, TimeProvider clock, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public long? Thread { get; set; }

    [BindProperty]
    public Guid? ClientId { get; set; }

    [BindProperty]
    public string? When { get; set; }

    [BindProperty]
    public string? At { get; set; }

    [BindProperty]
    public string? Zone { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        return Request.WantsFragment() ? Partial("/Later/_Schedule.cshtml", this) : Page();
    }

    /// <summary>From the room's message box, with what is written there: nothing is scheduled yet.</summary>
    public async Task<IActionResult> OnPostComposeAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var message = MessageText.Read(Body);
        if (message is not MessageText.Ok { Text: var body })
            return this.Invalid(nameof(Body), text.Refusal(message)!);
        var zone = await myZone.FindAsync(Zone, cancellationToken);
        if (Moments.Read(When, At, clock.GetUtcNow(), zone, out var moment) is not MomentOutcome.Ok and var outcome)
            return this.Invalid(nameof(When), text.Refusal(outcome));
        var clientId = ClientId ?? Guid.NewGuid();
        return await scheduling.AddAsync(new NewMessage(Id, me.Id, body, clientId) { Thread = Thread }, clientId, moment) switch
        {
            KeepOutcome.Done => Request.WantsJson() ? new JsonResult(new { at = moment }) : this.SeeOther("/later"),
            KeepOutcome.TooMany => this.Invalid("", text["You may schedule {0} messages.", Scheduling.Max]),
            _ => NotFound(),
        };
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Room = (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken))!;
        return Room is not null;
    }
}
