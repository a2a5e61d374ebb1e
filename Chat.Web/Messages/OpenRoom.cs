using Chat.Data;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Messages;

/// <summary>A room as its page shows it.</summary>
/// <param name="Pins">How many of its messages are pinned.</param>
internal sealed record OpenRoom(MyRoom Room, int Pins)
{
    private static readonly Func<ChatDb, long, long, CancellationToken, Task<OpenRoom?>> Query =
        EF.CompileAsyncQuery((ChatDb db, long person, long room, CancellationToken _) =>
            db.Memberships
                .Where(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null)
                .Select(MyRoom.View)
                .Select(view => new OpenRoom(view, db.Messages.Count(m => m.RoomId == room && m.PinnedAt != null)))
                .SingleOrDefault());

    public static async Task<OpenRoom?> FindAsync(ChatDb db, long person, long room, CancellationToken cancellationToken) =>
        await Query(db, person, room, cancellationToken) is { } found
            ? found with { Room = await found.Room.EntitledAsync(db, person, cancellationToken) }
            : null;
}
