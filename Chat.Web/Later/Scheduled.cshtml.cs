using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Messages;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Later;

/// <summary>A message of mine that waits to be sent: other words, another time, now, or never.</summary>
public sealed class ScheduledModel(
    ChatDb db, Scheduling scheduling, MyZone myZone, TimeProvider clock, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public string? When { get; set; }

    [BindProperty]
    public string? At { get; set; }

    [BindProperty]
    public string? Zone { get; set; }

    public ScheduledMessage Message { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        Body = Message.Body;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var message = MessageText.Read(Body);
        if (message is not MessageText.Ok { Text: var body })
            return this.Invalid(nameof(Body), text.Refusal(message)!);
        var moment = Message.DueAt;
        if (When is not Kept || Message.DueAt < clock.GetUtcNow())
        {
            var zone = await myZone.FindAsync(Zone, cancellationToken);
            if (Moments.Read(When, At, clock.GetUtcNow(), zone, out moment) is not MomentOutcome.Ok and var outcome)
                return this.Invalid(nameof(When), text.Refusal(outcome));
        }

        return await scheduling.ChangeAsync(me.Id, Id, body, moment) ? this.SeeOther("/later") : NotFound();
    }

    /// <summary>The time stays as it is.</summary>
    public const string Kept = "kept";

    public async Task<IActionResult> OnPostCancelAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.Busy(wait);
        if (!await scheduling.CancelAsync(me.Id, Id))
            return NotFound();
        return Request.WantsJson() ? StatusCode(StatusCodes.Status204NoContent) : this.SeeOther("/later");
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (limits.Messages.Refuses(me.Id) is { } wait)
            return this.Busy(wait);
        return await scheduling.SendNowAsync(me.Id, Id) switch
        {
            null => NotFound(),
            { Outcome: PostOutcome.Posted or PostOutcome.Repeated } => this.SeeOther($"/rooms/{Message.RoomId}"),
            _ => this.SeeOther("/later"),
        };
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Message = (await db.Scheduled.AsNoTracking().SingleOrDefaultAsync(s => s.Id == Id && s.AuthorId == me.Id, cancellationToken))!;
        return Message is not null;
    }
}
