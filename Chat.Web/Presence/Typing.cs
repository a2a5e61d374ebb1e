using Chat.Data;
using Chat.Delivery;
using Chat.People;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Presence;

/// <summary>Somebody is writing: told to those who look at the room, and kept nowhere.</summary>
internal sealed class Typing(ChatDb db, Hub hub, TimeProvider clock)
{
    /// <summary>In front of more people than this somebody always types; nobody is told.</summary>
    private const int MaxViewers = 100;

    private static readonly Func<ChatDb, long, long, CancellationToken, Task<Typist?>> Query =
        EF.CompileAsyncQuery((ChatDb db, long person, long room, CancellationToken _) =>
            db.Memberships
                .Where(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null)
                .Select(m => new Typist(
                    m.Person!.DisplayName, m.Room!.Kind, m.Room.IsReadOnly, m.Room.ArchivedAt != null, m.Role, m.SilencedUntil))
                .SingleOrDefault());

    /// <summary>Tells that the person types, or no longer does. Whoever may not speak here does so unseen.</summary>
    /// <returns>False if the person is not in the room.</returns>
    public async Task<bool> TellAsync(long person, long room, bool types, CancellationToken cancellationToken)
    {
        if (await Query(db, person, room, cancellationToken) is not { } typist)
            return false;
        if (!typist.MaySpeak(clock.GetUtcNow()) || hub.ViewersOf(room).Skip(MaxViewers).Any())
            return true;
        var apart = typist.Kind is RoomKind.Direct ? await db.ApartFrom(person).ToHashSetAsync(cancellationToken) : [];
        hub.SignalRoom(room, SignalOf(person, room, typist.Name, types), viewer => viewer != person && !apart.Contains(viewer));
        return true;
    }

    private static Signal SignalOf(long person, long room, string name, bool types) => Signal.Of("typing", room, person, json =>
    {
        json.WriteString("name", name);
        json.WriteBoolean("typing", types);
    });

    private sealed record Typist(string Name, RoomKind Kind, bool IsReadOnly, bool IsArchived, Role Role, DateTimeOffset? SilencedUntil)
    {
        public bool MaySpeak(DateTimeOffset now) =>
            Voices.Of(IsArchived, IsReadOnly, Role, SilencedUntil, now) is Voice.Free;
    }
}
