using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>Who comes in, and on what ground.</summary>
public sealed class Entrance(ChatDb db, Writer writer, IPasswordHasher<Room> hasher)
{
    private static readonly Room Nowhere = new() { Name = "", NameKey = null };

    private static string? decoy;

    /// <summary>
    /// By name and password: the room's id, or null. A room that does not exist, one that is private and a wrong
    /// password are the same answer and take the same time.
    /// </summary>
    public async Task<long?> JoinByNameAsync(long person, string name, string password, CancellationToken cancellationToken)
    {
        var key = Names.Fold(name);
        var room = await db.Rooms.AsNoTracking().SingleOrDefaultAsync(r => r.NameKey == key, cancellationToken);
        if (room is not null && await IsInAsync(person, room.Id, cancellationToken))
            return room.Id;
        var known = hasher.VerifyHashedPassword(
            Nowhere, room?.PasswordHash ?? (decoy ??= hasher.HashPassword(Nowhere, "decoy")), password) is not PasswordVerificationResult.Failed;
        return room switch
        {
            { Access: Access.Open } => await JoinAsync(person, room.Id, inside => inside.Access is Access.Open),
            { Access: Access.Password } when known => await JoinAsync(person, room.Id, inside => inside.PasswordHash == room.PasswordHash),
            _ => null,
        };
    }

    /// <summary>Into an open room, or one that the person is invited to: its id, or null.</summary>
    public Task<long?> JoinAsync(long person, long room) =>
        writer.Run(scope => Enter(scope, person, room, inside =>
            inside.Access is Access.Open || scope.Db.Invitations.Any(i => i.RoomId == room && i.PersonId == person)));

    /// <summary>
    /// By an invite link: the room's id, or null if the link opens nothing, or not for this person. Whoever is in
    /// already uses nothing up.
    /// </summary>
    public Task<long?> JoinByLinkAsync(long person, string code) => writer.Run(scope =>
    {
        if (scope.Db.InviteLinks.SingleOrDefault(l => l.Code == code) is not { RoomId: { } room } link)
            return null;
        if (IsIn(scope, person, room))
            return room;
        if (!scope.Db.InviteLinks.Live(scope.Now).Any(l => l.Id == link.Id))
            return null;
        if (Enter(scope, person, room, _ => true) is null)
            return null;
        link.Uses++;
        scope.Db.SaveChanges();
        return (long?)room;
    });

    private Task<long?> JoinAsync(long person, long room, Func<Room, bool> may) =>
        writer.Run(scope => Enter(scope, person, room, may));

    // The ground is checked once more inside the transaction: the password may have changed since.
    private static long? Enter(WriteScope scope, long person, long id, Func<Room, bool> may)
    {
        var room = scope.Db.Rooms.SingleOrDefault(r => r.Id == id && r.DeletedAt == null);
        if (room is null)
            return null;
        if (IsIn(scope, person, id))
            return id;
        if (!IsOpen(scope, room, person) || !may(room))
            return null;
        scope.Enter(room, person);
        return id;
    }

    /// <summary>Nobody comes into an archived room or a direct chat, and the banned come in nowhere they are banned from.</summary>
    private static bool IsOpen(WriteScope scope, Room room, long person) =>
        room is { ArchivedAt: null, Kind: not RoomKind.Direct } && !scope.Db.Bans.Any(b => b.RoomId == room.Id && b.PersonId == person);

    private static bool IsIn(WriteScope scope, long person, long room) =>
        scope.Db.Memberships.Any(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null);

    /// <summary>False if the person was not in the room, or is one of the two of a direct chat, who stay.</summary>
    public Task<bool> LeaveAsync(long person, long room) => writer.Run(scope =>
    {
        var membership = scope.Db.Memberships
            .Include(m => m.Room)
            .SingleOrDefault(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null && m.Room!.Kind != RoomKind.Direct);
        if (membership is null)
            return false;
        scope.Exit(membership.Room!, membership);
        return true;
    });

    private Task<bool> IsInAsync(long person, long room, CancellationToken cancellationToken) =>
        db.Memberships.AnyAsync(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null, cancellationToken);
}
