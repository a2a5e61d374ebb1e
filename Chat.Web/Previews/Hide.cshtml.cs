using Chat.Accounts;
using Chat.Data;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Previews;

/// <summary>Asks whether the previews of a message shall go.</summary>
public sealed class HideModel(ChatDb db, Hiding hiding, Limits limits, Me me) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { } room)
            return NotFound();
        var mayHide = await db.Messages.AnyAsync(
            m => m.RoomId == Id && m.Number == Number && m.DeletedAt == null && (room.IsKeeper || m.AuthorId == me.Id), cancellationToken);
        return mayHide ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (limits.Messages.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        if (await hiding.HideAsync(me.Id, Id, Number) is not { } rev)
            return NotFound();
        return Request.WantsJson()
            ? new JsonResult(new { room = Id, number = Number, rev })
            : this.SeeOther($"/rooms/{Id}/{Number}");
    }
}
