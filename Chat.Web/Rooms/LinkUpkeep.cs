using Chat.Accounts;
using Chat.Data;

namespace Chat.Rooms;

/// <summary>Makes invite links into a room, and revokes them. Its owners and moderators do.</summary>
public sealed class LinkUpkeep(Writer writer)
{
    /// <summary>Links of one room that open it at a time. More than can be kept in view is a flood.</summary>
    public const int MaxOpen = 50;

    /// <param name="lifetime">How long it opens the room; null for ever.</param>
    /// <param name="maxUses">How many may come in by it; null for any number.</param>
    public Task<(LinkOutcome Outcome, long Link)> MakeAsync(long maker, long room, TimeSpan? lifetime, int? maxUses) => writer.Run(scope =>
    {
        if (scope.RoomOf(maker, room, Role.Moderator) is not { Kind: RoomKind.Named, ArchivedAt: null })
            return (LinkOutcome.NotYours, 0L);
        if (scope.Db.InviteLinks.Live(scope.Now).Count(l => l.RoomId == room) >= MaxOpen)
            return (LinkOutcome.TooMany, 0L);
        var link = InviteLink.Make(room, maker, scope.Now, lifetime, maxUses);
        scope.Db.InviteLinks.Add(link);
        scope.Audit(maker, Deeds.LinkMade, room);
        return (LinkOutcome.Done, link.Id);
    });

    public Task<LinkOutcome> RevokeAsync(long actor, long room, long link) => writer.Run(scope =>
    {
        if (scope.RoomOf(actor, room, Role.Moderator) is null)
            return LinkOutcome.NotYours;
        if (scope.Db.InviteLinks.SingleOrDefault(l => l.Id == link && l.RoomId == room && l.RevokedAt == null) is not { } open)
            return LinkOutcome.Done;
        open.RevokedAt = scope.Now;
        scope.Audit(actor, Deeds.LinkRevoked, room);
        return LinkOutcome.Done;
    });
}

public enum LinkOutcome
{
    Done,
    NotYours,
    TooMany,
}
