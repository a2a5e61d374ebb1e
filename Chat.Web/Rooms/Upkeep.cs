using Chat.Core;
using Chat.Data;
using Chat.Jobs;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>What a room's owners do to it.</summary>
public sealed class Upkeep(Writer writer, JobQueue jobs, IPasswordHasher<Room> hasher)
{
    public Task<UpkeepOutcome> RenameAsync(long owner, long id, string name) => writer.Run(scope =>
    {
        if (scope.RoomOf(owner, id, Role.Owner) is not { } room)
            return UpkeepOutcome.NotYours;
        var key = Names.Fold(name);
        if (scope.Db.Rooms.Any(other => other.NameKey == key && other.Id != id))
            return UpkeepOutcome.NameTaken;
        (room.Name, room.NameKey) = (name, key);
        scope.LogRoom(room);
        scope.Audit(owner, Deeds.Renamed, id, detail: name);
        return UpkeepOutcome.Done;
    });

    /// <summary>Who may enter from now on. Those inside stay.</summary>
    /// <param name="password">The new password; null keeps the present one, empty removes it.</param>
    public Task<UpkeepOutcome> SetEntryAsync(long owner, long id, string? password, bool listed)
    {
        var hash = string.IsNullOrEmpty(password) ? null : hasher.HashPassword(new Room { Name = "", NameKey = null }, password);
        return writer.Run(scope =>
        {
            if (scope.RoomOf(owner, id, Role.Owner) is not { } room)
                return UpkeepOutcome.NotYours;
            room.Listed = listed;
            if (password is not null)
                room.PasswordHash = hash;
            scope.LogRoom(room);
            scope.Audit(owner, Deeds.EntryChanged, id);
            return UpkeepOutcome.Done;
        });
    }

    /// <summary>Whether only owners and moderators write.</summary>
    public Task<UpkeepOutcome> SetReadOnlyAsync(long owner, long id, bool readOnly) => writer.Run(scope =>
    {
        if (scope.RoomOf(owner, id, Role.Owner) is not { } room)
            return UpkeepOutcome.NotYours;
        if (room.IsReadOnly == readOnly)
            return UpkeepOutcome.Done;
        room.IsReadOnly = readOnly;
        scope.LogRoom(room);
        scope.Audit(owner, Deeds.ReadOnlyChanged, id, detail: readOnly ? "on" : "off");
        return UpkeepOutcome.Done;
    });

    /// <summary>Nobody writes, nobody enters; who is inside goes on reading. Invitations that wait lead nowhere now.</summary>
    public Task<UpkeepOutcome> SetArchivedAsync(long owner, long id, bool archived) => writer.Run(scope =>
    {
        if (scope.RoomOf(owner, id, Role.Owner) is not { } room)
            return UpkeepOutcome.NotYours;
        if ((room.ArchivedAt is not null) == archived)
            return UpkeepOutcome.Done;
        room.ArchivedAt = archived ? scope.Now : null;
        scope.LogRoom(room);
        scope.Db.Invitations.Where(i => i.RoomId == id).ExecuteDelete();
        scope.Audit(owner, archived ? Deeds.Archived : Deeds.Unarchived, id);
        return UpkeepOutcome.Done;
    });

    /// <summary>
    /// Closes the room for everybody at once and frees its name. Its messages are removed by <see cref="Purge"/>.
    /// </summary>
    public Task<UpkeepOutcome> DeleteAsync(long owner, long id) => writer.Run(scope =>
    {
        if (scope.RoomOf(owner, id, Role.Owner) is not { } room)
            return UpkeepOutcome.NotYours;
        scope.Audit(owner, Deeds.RoomDeleted, id, detail: room.Name);
        Delete(scope, jobs, room);
        return UpkeepOutcome.Done;
    });

    /// <summary>The same for whoever may, on another ground than being in the room.</summary>
    internal static void Delete(WriteScope scope, JobQueue jobs, Room room)
    {
        var id = room.Id;
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
        jobs.Ask(scope, Purge.JobKind, "", scope.Now + Purge.After);
    }
}

public enum UpkeepOutcome
{
    Done,
    NotYours,
    NameTaken,
}
