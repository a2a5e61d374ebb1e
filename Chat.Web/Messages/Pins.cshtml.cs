using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Messages;

/// <summary>A room's pinned messages, the newest pin first. Scripts ask how many there are.</summary>
public sealed class PinsModel(ChatDb db, Pinning pinning, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty]
    public long Number { get; set; }

    [BindProperty]
    public bool On { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public IReadOnlyList<PinView> Pins { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        return Request.WantsJson() ? new JsonResult(new { count = Pins.Count }) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        var pinned = await pinning.PinAsync(me.Id, Id, Number, On);
        return pinned.Outcome switch
        {
            PinOutcome.Done => Request.WantsJson()
                ? new JsonResult(new { room = Id, number = Number, rev = pinned.Rev })
                : this.SeeOther($"/rooms/{Id}/pins"),
            PinOutcome.NotFound => NotFound(),
            PinOutcome.TooMany => await RefusedAsync(
                () => this.Invalid("", text["A room has at most {0} pinned messages.", Pinning.Max]), cancellationToken),
            PinOutcome.KeepersOnly => await RefusedAsync(
                () => this.Invalid("", text["In a room of this size owners and moderators pin."], StatusCodes.Status403Forbidden), cancellationToken),
            _ => await RefusedAsync(() => this.Invalid("", text.Refusal(pinned.Voice), StatusCodes.Status403Forbidden), cancellationToken),
        };
    }

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken) =>
        Request.WantsJson() || await LoadAsync(cancellationToken) ? answer() : NotFound();

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { } room)
            return false;
        Room = room;
        Pins = await db.Messages
            .Where(m => m.RoomId == Id && m.PinnedAt != null)
            .OrderByDescending(m => m.PinnedAt)
            .ThenByDescending(m => m.Number)
            .Select(m => new PinView(
                m.Number, m.AuthorId, m.Author!.DisplayName, m.Body.Substring(0, Excerpt.MaxTyped * 3), m.CreatedAt, m.PinnedAt!.Value,
                db.Users.Where(p => p.Id == m.PinnedById).Select(p => p.DisplayName).FirstOrDefault() ?? ""))
            .ToListAsync(cancellationToken);
        return true;
    }
}

/// <param name="Body">Its beginning.</param>
public sealed record PinView(
    long Number, long Author, string AuthorName, string Body, DateTimeOffset CreatedAt, DateTimeOffset PinnedAt, string PinnedBy);
