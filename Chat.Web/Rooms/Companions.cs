using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>Somebody else in a room without a name.</summary>
public sealed record Companion(long Room, long Person, string Name);

/// <summary>
/// Whom direct chats and groups are called by. A question of its own: asked within the sidebar's, room by room, it
/// would take as long as all the rest.
/// </summary>
internal static class Companions
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

    /// <summary>In all of a person's rooms that have no name, by room, in the order of their ids.</summary>
    public static async Task<ILookup<long, Companion>> OfAsync(ChatDb db, long person, CancellationToken cancellationToken) =>
        (await OfAll(db, person).ToListAsync(cancellationToken)).OrderBy(other => other.Person).ToLookup(other => other.Room);

    public static async Task<IReadOnlyList<Companion>> InAsync(ChatDb db, long person, long room, CancellationToken cancellationToken) =>
        await OfOne(db, person, room).ToListAsync(cancellationToken);
}
