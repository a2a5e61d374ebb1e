using Chat.Core;
using Chat.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>What a room's administrators do to it.</summary>
public sealed class Upkeep(Writer writer, IPasswordHasher<Room> hasher)
{
    public Task<UpkeepOutcome> RenameAsync(long administrator, long id, string name) => writer.Run(scope =>
    {
        if (Find(scope, administrator, id) is not { } room)
            return UpkeepOutcome.NotYours;
        var key = Names.Fold(name);
        if (scope.Db.Rooms.Any(other => other.NameKey == key && other.Id != id))
            return UpkeepOutcome.NameTaken;
        (room.Name, room.NameKey) = (name, key);
        Log(scope, room);
        return UpkeepOutcome.Done;
    });

    /// <summary>Who may enter from now on. Those inside stay.</summary>
    /// <param name="password">The new password; null keeps the present one, empty removes it.</param>
    public Task<UpkeepOutcome> SetEntryAsync(long administrator, long id, string? password, bool listed)
    {
        var hash = string.IsNullOrEmpty(password) ? null : hasher.HashPassword(new Room { Name = "", NameKey = null }, password);
        return writer.Run(scope =>
        {
            if (Find(scope, administrator, id) is not { } room)
                return UpkeepOutcome.NotYours;
            room.Listed = listed;
            if (password is not null)
                room.PasswordHash = hash;
            Log(scope, room);
            return UpkeepOutcome.Done;
        });
    }

    /// <summary>
    /// Closes the room for everybody at once and frees its name. Its messages are removed by <see cref="Purge"/>.
    /// </summary>
    public Task<UpkeepOutcome> DeleteAsync(long administrator, long id) => writer.Run(scope =>
    {
        if (Find(scope, administrator, id) is not { } room)
            return UpkeepOutcome.NotYours;
        room.NameKey = null;
        room.DeletedAt = scope.Now;
        room.Members = 0;
        scope.Db.SaveChanges();
        var rev = scope.Tick(id);
        var now = scope.Now;
        scope.Db.Memberships.Where(m => m.RoomId == id && m.LeftAt == null)
            .ExecuteUpdate(set => set.SetProperty(m => m.LeftAt, now));
        scope.Db.Invitations.Where(i => i.RoomId == id).ExecuteDelete();
        scope.Log(new Change(id, rev, ChangeKind.Deleted, 0));
        return UpkeepOutcome.Done;
    });

    private static Room? Find(WriteScope scope, long administrator, long id) =>
        scope.Db.Memberships
            .Where(m => m.RoomId == id && m.PersonId == administrator && m.LeftAt == null && m.Role == Role.Administrator)
            .Select(m => m.Room)
            .SingleOrDefault();

    private static void Log(WriteScope scope, Room room)
    {
        var rev = scope.Tick(room.Id);
        scope.Log(new Change(room.Id, rev, ChangeKind.Room, 0, room.Name), replaces: room.SettingsRev);
        room.SettingsRev = rev;
        scope.Db.SaveChanges();
    }
}

public enum UpkeepOutcome
{
    Done,
    NotYours,
    NameTaken,
}
