using Chat.Data;
using Chat.Delivery;
using Chat.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>Leave to enter, given by members to people they name.</summary>
public sealed class Invitations(ChatDb db, Writer writer, Hub hub, ILookupNormalizer normalizer)
{
    /// <summary>Invitations that may wait in one room. More is a flood.</summary>
    private const int MaxWaiting = 500;

    public async Task<InviteOutcome> InviteAsync(MyRoom room, long inviter, string userName, CancellationToken cancellationToken)
    {
        var key = normalizer.NormalizeName(userName.Trim().TrimStart('@'));
        var guest = await db.Users
            .Where(p => p.NormalizedUserName == key && p.DeactivatedAt == null)
            .Select(p => (long?)p.Id)
            .SingleOrDefaultAsync(cancellationToken);
        if (guest is not { } person)
            return InviteOutcome.NobodyOfThatName;
        var outcome = await writer.Run(scope => Invite(scope, room.Id, inviter, person));
        if (outcome is InviteOutcome.Invited)
            hub.TellRooms(person);
        return outcome;
    }

    private static InviteOutcome Invite(WriteScope scope, long room, long inviter, long guest)
    {
        var members = scope.Db.Memberships.Where(m => m.RoomId == room && m.LeftAt == null);
        if (members.Any(m => m.PersonId == guest))
            return InviteOutcome.AlreadyIn;
        if (!members.Any(m => m.PersonId == inviter) || scope.Db.AreApart(inviter, guest))
            return InviteOutcome.NobodyOfThatName;
        if (!scope.Db.Rooms.Any(r => r.Id == room && r.ArchivedAt == null && r.Kind != RoomKind.Direct))
            return InviteOutcome.Closed;
        if (scope.Db.Bans.Any(b => b.RoomId == room && b.PersonId == guest))
            return InviteOutcome.Banned;
        if (scope.Db.Invitations.Any(i => i.RoomId == room && i.PersonId == guest))
            return InviteOutcome.Invited;
        if (scope.Db.Invitations.Count(i => i.RoomId == room) >= MaxWaiting)
            return InviteOutcome.TooMany;
        scope.Db.Invitations.Add(new Invitation { RoomId = room, PersonId = guest, InvitedById = inviter, CreatedAt = scope.Now });
        scope.Db.SaveChanges();
        return InviteOutcome.Invited;
    }

    public Task DeclineAsync(long person, long room) => writer.Run(scope =>
        scope.Db.Invitations.Where(i => i.PersonId == person && i.RoomId == room).ExecuteDelete());
}

public enum InviteOutcome
{
    Invited,
    AlreadyIn,

    /// <summary>Or one of the two has blocked the other.</summary>
    NobodyOfThatName,

    /// <summary>Nobody comes into this room now.</summary>
    Closed,

    Banned,

    TooMany,
}
