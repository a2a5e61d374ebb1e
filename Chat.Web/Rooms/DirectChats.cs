using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>Chats of two people, one for each pair; with oneself it is a notebook.</summary>
public sealed class DirectChats(Writer writer, Hub hub)
{
    /// <summary>
    /// The chat with that person, made now if they have none, and back in the sidebar if it was hidden: its id. Null if
    /// there is nobody to reach; who was shut out later still finds what was said.
    /// </summary>
    public async Task<long?> OpenAsync(long person, long other)
    {
        var room = await writer.Run(scope => Find(scope, person, other) ?? Create(scope, person, other));
        if (room is not null)
            hub.TellRooms(person);
        return room;
    }

    private static long? Find(WriteScope scope, long person, long other)
    {
        var pair = Room.PairOf(person, other);
        if (scope.Db.Rooms.Where(r => r.Pair == pair).Select(r => (long?)r.Id).SingleOrDefault() is not { } room)
            return null;
        scope.Db.Memberships.Where(m => m.RoomId == room && m.PersonId == person)
            .ExecuteUpdate(set => set.SetProperty(m => m.HiddenAt, (long?)null));
        return room;
    }

    private static long? Create(WriteScope scope, long person, long other)
    {
        if (!scope.Db.CanReach(person, other))
            return null;
        var room = scope.CreateUnnamed(RoomKind.Direct, Room.PairOf(person, other));
        scope.Enter(room, person);
        if (other == person)
            return room.Id;
        scope.Enter(room, other);
        HideUntilFirstMessage(scope, room.Id, other);
        return room.Id;
    }

    /// <summary>Nobody is bothered by a chat in which nothing is said.</summary>
    private static void HideUntilFirstMessage(WriteScope scope, long room, long other) =>
        scope.Db.Memberships.Where(m => m.RoomId == room && m.PersonId == other)
            .ExecuteUpdate(set => set.SetProperty(m => m.HiddenAt, 0L));
}
