using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>What a role lets one do.</summary>
internal static class Powers
{
    /// <summary>As it is written into pages and the audit log.</summary>
    public static string Word(this Role role) => role switch
    {
        Role.Owner => "owner",
        Role.Moderator => "moderator",
        _ => "member",
    };

    /// <summary>Moderators keep order among members, owners among all.</summary>
    public static bool MayActOn(this Role role, Role other) => role is Role.Owner || (role is Role.Moderator && other is Role.Member);

    /// <summary>The room, if the person has such a role in it, or a higher one. In direct chats and groups nobody is above the others.</summary>
    public static Room? RoomOf(this WriteScope scope, long person, long room, Role least) =>
        scope.Db.Memberships
            .Where(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null && m.Role >= least)
            .Where(m => m.Room!.Kind == RoomKind.Named)
            .Select(m => m.Room)
            .SingleOrDefault();

    public static Membership? PlaceOf(this WriteScope scope, long person, long room) =>
        scope.Db.Memberships
            .Include(m => m.Room)
            .SingleOrDefault(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null && m.Room!.Kind == RoomKind.Named);

    /// <summary>Whether somebody else owns the room who can still come and do so.</summary>
    public static bool HasOwnerBeside(this WriteScope scope, long room, long person) =>
        scope.Db.Memberships.Any(m =>
            m.RoomId == room && m.PersonId != person && m.LeftAt == null && m.Role == Role.Owner && m.Person!.DeactivatedAt == null);
}
