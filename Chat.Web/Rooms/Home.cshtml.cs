using Chat.Accounts;
using Chat.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>The front door: to one's rooms, to sign-in, or to the very first sign-up.</summary>
[AllowAnonymous]
public sealed class HomeModel(ChatDb db, Me me) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (me.IsSignedIn)
            return LocalRedirect(await OnlyRoomAsync(cancellationToken) is { } room ? $"/rooms/{room}" : "/rooms");
        return LocalRedirect(await db.Users.AnyAsync(cancellationToken) ? "/signin" : "/signup");
    }

    /// <summary>Who has one room only in their sidebar wants to be there.</summary>
    private async Task<long?> OnlyRoomAsync(CancellationToken cancellationToken)
    {
        var rooms = await db.Memberships
            .Where(m => m.PersonId == me.Id && m.LeftAt == null && !(m.HiddenAt >= m.Room!.Head))
            .Select(m => m.RoomId)
            .Order()
            .Take(2)
            .ToListAsync(cancellationToken);
        return rooms.Count == 1 ? rooms[0] : null;
    }
}
