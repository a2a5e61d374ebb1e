using Chat.Core;
using Chat.Data;
using Chat.Delivery;
using Chat.Jobs;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Admin;

/// <summary>
/// What administrators do to rooms. Direct chats and groups are the affair of those in them, and are not found here.
/// </summary>
public sealed class Stewardship(Writer writer, JobQueue jobs, Hub hub)
{
    public Task<bool> DeleteAsync(long administrator, long id) => writer.Run(scope =>
    {
        if (Find(scope, administrator, id) is not { } room)
            return false;
        // Soon the room is gone from the table: the log keeps its name.
        scope.Audit(administrator, Deeds.RoomDeleted, room: id, detail: room.Name);
        Upkeep.Delete(scope, jobs, room);
        return true;
    });

    /// <summary>
    /// Gives a room without an owner to one of its members. Only where nobody is left does it go to somebody from outside:
    /// nobody is put into a room over the heads of those in it.
    /// </summary>
    public async Task<HandOverOutcome> HandOverAsync(long administrator, long id, string userName)
    {
        var key = Names.Fold(userName.Trim().TrimStart('@'));
        var (outcome, heir) = await writer.Run(scope => HandOver(scope, administrator, id, key));
        if (outcome is HandOverOutcome.Done)
            hub.TellRooms(heir);
        return outcome;
    }

    private static (HandOverOutcome Outcome, long Heir) HandOver(WriteScope scope, long administrator, long id, string key)
    {
        if (Find(scope, administrator, id) is not { } room)
            return (HandOverOutcome.NotFound, 0);
        var present = scope.Db.Memberships.Present(id);
        if (present.Any(m => m.Role == Role.Owner))
            return (HandOverOutcome.HasOwner, 0);
        if (scope.Db.Users.SingleOrDefault(p => p.NormalizedUserName == key && p.DeactivatedAt == null) is not { } heir)
            return (HandOverOutcome.NobodyOfThatName, 0);
        if (present.SingleOrDefault(m => m.PersonId == heir.Id) is { } membership)
            scope.Raise(room, membership, Role.Owner);
        else if (present.Any())
            return (HandOverOutcome.NotAMember, 0);
        else
            scope.Enter(room, heir.Id, Role.Owner);
        scope.Audit(administrator, Deeds.RoleChanged, room: id, person: heir.Id, detail: "owner");
        return (HandOverOutcome.Done, heir.Id);
    }

    private static Room? Find(WriteScope scope, long administrator, long id) =>
        scope.Administers(administrator) ? scope.Db.Rooms.Named().SingleOrDefault(r => r.Id == id) : null;
}

internal static class NamedRooms
{
    public static IQueryable<Room> Named(this IQueryable<Room> rooms) =>
        rooms.Where(r => r.Kind == RoomKind.Named && r.DeletedAt == null);

    /// <summary>Who is in the room and can act: a closed account can own nothing.</summary>
    public static IQueryable<Membership> Present(this IQueryable<Membership> memberships, long room) =>
        memberships.Where(m => m.RoomId == room && m.LeftAt == null && m.Person!.DeactivatedAt == null);
}

public enum HandOverOutcome
{
    Done,
    NotFound,
    HasOwner,
    NobodyOfThatName,
    NotAMember,
}
