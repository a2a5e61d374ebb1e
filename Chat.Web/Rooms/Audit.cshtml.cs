using Chat.Accounts;
using Chat.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>What owners and moderators did, newest first; for them to read.</summary>
public sealed class AuditModel(ChatDb db, Me me) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>The page goes on before this entry.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public IReadOnlyList<DeedView> Entries { get; private set; } = [];

    public long? NextBefore => Entries.Count == PageSize ? Entries[^1].Id : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { IsKeeper: true } room)
            return NotFound();
        Room = room;
        var before = Before ?? long.MaxValue;
        Entries = await db.Audit
            .Where(e => e.RoomId == Id && e.Id < before)
            .OrderByDescending(e => e.Id)
            .Take(PageSize)
            .Select(e => new DeedView(e.Id, e.At, e.Deed, e.Actor!.DisplayName, e.Person!.DisplayName, e.Detail))
            .ToListAsync(cancellationToken);
        return Page();
    }
}
