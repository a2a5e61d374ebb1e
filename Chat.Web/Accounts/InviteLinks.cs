using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Accounts;

/// <summary>Invite links by the code in their address.</summary>
public sealed class InviteLinks(ChatDb db, TimeProvider clock)
{
    /// <summary>
    /// The link with its room and whoever made it; null if there is none, or it was revoked, has expired or is used up,
    /// or its room is closed. Nobody is told which.
    /// </summary>
    public Task<InviteLink?> FindAsync(string code, CancellationToken cancellationToken) =>
        db.InviteLinks.AsNoTracking()
            .Include(l => l.Room)
            .Include(l => l.CreatedBy)
            .Live(clock.GetUtcNow())
            .SingleOrDefaultAsync(l => l.Code == code, cancellationToken);
}

public static class LiveLinks
{
    /// <summary>Those by which somebody may still come in.</summary>
    public static IQueryable<InviteLink> Live(this IQueryable<InviteLink> links, DateTimeOffset now) =>
        links.Where(link =>
            link.RevokedAt == null &&
            (link.ExpiresAt == null || link.ExpiresAt > now) &&
            (link.MaxUses == null || link.Uses < link.MaxUses) &&
            (link.RoomId == null || (link.Room!.DeletedAt == null && link.Room.ArchivedAt == null)));
}
