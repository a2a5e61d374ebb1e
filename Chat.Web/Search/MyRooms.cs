using Chat.Data;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Search;

/// <summary>All rooms that somebody is in, those too that are out of their sidebar.</summary>
internal static class MyRooms
{
    private static readonly Func<ChatDb, long, IAsyncEnumerable<MyRoom>> Query =
        EF.CompileAsyncQuery((ChatDb db, long person) =>
            db.Memberships
                .Where(m => m.PersonId == person && m.LeftAt == null)
                .OrderByDescending(m => m.Room!.ActiveAt)
                .ThenBy(m => m.RoomId)
                .Select(MyRoom.View));

    /// <summary>The one in which something was said last comes first.</summary>
    public static async Task<IReadOnlyList<MyRoom>> OfAsync(ChatDb db, long person, CancellationToken cancellationToken)
    {
        var rooms = new List<MyRoom>();
        await foreach (var room in Query(db, person).WithCancellation(cancellationToken))
            rooms.Add(room);
        return await Companions.EntitleAsync(db, person, rooms, cancellationToken);
    }
}
