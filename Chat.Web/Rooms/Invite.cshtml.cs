using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>Where an invite link leads: into the room, by way of signing in if need be.</summary>
[AllowAnonymous]
public sealed class InviteModel(ChatDb db, InviteLinks links, Entrance entrance, Limits limits, Me me) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public string RoomName { get; private set; } = "";

    public int Members { get; private set; }

    public string InvitedBy { get; private set; } = "";

    public bool IsSignedIn => me.IsSignedIn;

    /// <summary>Back here from signing in; the code also opens sign-up where that takes an invitation.</summary>
    public string WayBack => $"ReturnUrl={Uri.EscapeDataString($"/i/{Code}")}&Invite={Uri.EscapeDataString(Code)}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Refuse() is { } refused)
            return refused;
        if (await RoomIAmInAsync(cancellationToken) is { } mine)
            return LocalRedirect($"/rooms/{mine}");
        if (await links.FindAsync(Code, cancellationToken) is not { } link)
            return NotFound();
        if (link.Room is not { } room)
            return LocalRedirect(me.IsSignedIn ? "/" : $"/signup?Invite={Uri.EscapeDataString(Code)}");
        if (await IsBannedAsync(room.Id, cancellationToken))
            return NotFound();
        (RoomName, Members, InvitedBy) = (room.Name, room.Members, link.CreatedBy!.DisplayName);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!me.IsSignedIn)
            return Challenge();
        if (Refuse() is { } refused)
            return refused;
        return await entrance.JoinByLinkAsync(me.Id, Code) is { } room ? this.SeeOther($"/rooms/{room}") : NotFound();
    }

    /// <summary>Codes cannot be guessed, but whoever tries is slowed down all the same.</summary>
    private IActionResult? Refuse()
    {
        var wait = limits.Links.Refuses(HttpContext.Address()) ?? (me.IsSignedIn ? limits.LinksPerPerson.Refuses(me.Id) : null);
        return wait is { } time ? this.Busy(time) : null;
    }

    private async Task<long?> RoomIAmInAsync(CancellationToken cancellationToken) => !me.IsSignedIn
        ? null
        : await db.InviteLinks
            .Where(l => l.Code == Code && db.Memberships.Any(m => m.RoomId == l.RoomId && m.PersonId == me.Id && m.LeftAt == null))
            .Select(l => l.RoomId)
            .SingleOrDefaultAsync(cancellationToken);

    private async Task<bool> IsBannedAsync(long room, CancellationToken cancellationToken) =>
        me.IsSignedIn && await db.Bans.AnyAsync(b => b.RoomId == room && b.PersonId == me.Id, cancellationToken);
}
