using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>Who may not come back into the room, and letting them.</summary>
public sealed class BansModel(ChatDb db, Moderation moderation, Limits limits, Me me) : PageModel
{
    private const int PageSize = 100;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>The page goes on after this person's id.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    [BindProperty]
    public long Person { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public IReadOnlyList<BannedPerson> Banned { get; private set; } = [];

    public long? NextAfter => Banned.Count == PageSize ? Banned[^1].Id : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        return await moderation.UnbanAsync(me.Id, Id, Person) is ModerationOutcome.Done ? this.SeeOther($"/rooms/{Id}/bans") : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { IsKeeper: true } room)
            return false;
        Room = room;
        Banned = await db.Bans
            .Where(b => b.RoomId == Id && b.PersonId > After)
            .OrderBy(b => b.PersonId)
            .Take(PageSize)
            .Select(b => new BannedPerson(b.PersonId, b.Person!.DisplayName, b.Person.UserName!))
            .ToListAsync(cancellationToken);
        return true;
    }
}

public sealed record BannedPerson(long Id, string DisplayName, string UserName);
