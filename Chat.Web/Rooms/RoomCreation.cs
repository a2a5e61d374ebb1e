using Chat.Core;
using Chat.Data;
using Microsoft.AspNetCore.Identity;

namespace Chat.Rooms;

/// <summary>Makes rooms.</summary>
public sealed class RoomCreation(Writer writer, IPasswordHasher<Room> hasher)
{
    /// <summary>The new room's id, or null if the name is taken.</summary>
    public Task<long?> CreateAsync(long creator, string name, string? password, bool listed)
    {
        var room = new Room { Name = name, NameKey = Names.Fold(name), Listed = listed };
        if (!string.IsNullOrEmpty(password))
            room.PasswordHash = hasher.HashPassword(room, password);
        return writer.Run(scope => Create(scope, creator, room));
    }

    private static long? Create(WriteScope scope, long creator, Room draft)
    {
        if (scope.Db.Rooms.Any(other => other.NameKey == draft.NameKey))
            return null;
        var room = new Room
        {
            Name = draft.Name,
            NameKey = draft.NameKey,
            Listed = draft.Listed,
            PasswordHash = draft.PasswordHash,
            CreatedAt = scope.Now,
            ActiveAt = scope.Now,
        };
        scope.Db.Rooms.Add(room);
        scope.Db.SaveChanges();
        scope.LogRoom(room);
        scope.Enter(room, creator, Role.Owner);
        return room.Id;
    }
}
