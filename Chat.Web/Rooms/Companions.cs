using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>Somebody else in a room without a name.</summary>
public sealed record Companion(long Room, long Person, string Name);

/// <summary>
/// Whom direct chats and groups are called by. A question of its own: asked within the sidebar's, room by room, it
/// would take as long as all the rest.
/// </summary>
public static class Companions
{
    private static readonly Func<ChatDb, long, IAsyncEnumerable<Companion>> OfAll =
        EF.CompileAsyncQuery((ChatDb db, long person) =>
            db.Memberships
                .Where(m => m.PersonId == person && m.LeftAt == null && m.Room!.Kind != RoomKind.Named)
                .SelectMany(m => m.Room!.Memberships)
                .Where(o => o.PersonId != person && o.LeftAt == null)
                .Select(o => new Companion(o.RoomId, o.PersonId, o.Person!.DisplayName)));

    private static readonly Func<ChatDb, long, long, IAsyncEnumerable<Companion>> OfOne =
        EF.CompileAsyncQuery((ChatDb db, long person, long room) =>
            db.Memberships
                .Where(o => o.RoomId == room && o.PersonId != person && o.LeftAt == null)
                .OrderBy(o => o.PersonId)
                .Select(o => new Companion(o.RoomId, o.PersonId, o.Person!.DisplayName)));

    /// <summary>The person's rooms with what they call them, in the same order.</summary>
    public static async Task<List<MyRoom>> EntitleAsync(ChatDb db, long person, List<MyRoom> rooms, CancellationToken cancellationToken)
    {
        if (rooms.TrueForAll(room => room.Kind is RoomKind.Named))
            return rooms;
        var companions = await OfAsync(db, person, cancellationToken);
        return rooms.ConvertAll(room => room.Kind is RoomKind.Named ? room : room with { Title = room.Title.With([.. companions[room.Id]]) });
    }

    /// <summary>In all of a person's rooms that have no name, by room, in the order of their ids.</summary>
    private static async Task<ILookup<long, Companion>> OfAsync(ChatDb db, long person, CancellationToken cancellationToken) =>
        (await OfAll(db, person).ToListAsync(cancellationToken)).OrderBy(other => other.Person).ToLookup(other => other.Room);

    public static async Task<IReadOnlyList<Companion>> InAsync(ChatDb db, long person, long room, CancellationToken cancellationToken) =>
        await OfOne(db, person, room).ToListAsync(cancellationToken);
}
