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

    private Task<long?> JoinAsync(long person, long room, Func<Room, bool> may) =>
        writer.Run(scope => Enter(scope, person, room, may));

    // The ground is checked once more inside the transaction: the password may have changed since.
    private static long? Enter(WriteScope scope, long person, long id, Func<Room, bool> may)
    {
        var room = scope.Db.Rooms.SingleOrDefault(r => r.Id == id && r.DeletedAt == null);
        if (room is null)
            return null;
        if (!scope.Db.Memberships.Any(m => m.RoomId == id && m.PersonId == person && m.LeftAt == null) && !may(room))
            return null;
        scope.Enter(room, person);
        return id;
    }

    /// <summary>False if the person was not in the room.</summary>
    public Task<bool> LeaveAsync(long person, long room) => writer.Run(scope =>
    {
        var membership = scope.Db.Memberships
            .Include(m => m.Room)
            .SingleOrDefault(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null);
        if (membership is null)
            return false;
        scope.Exit(membership.Room!, membership);
        return true;
    });

    private Task<bool> IsInAsync(long person, long room, CancellationToken cancellationToken) =>
        db.Memberships.AnyAsync(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null, cancellationToken);
}
