using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>A room seen by one of its members. There is no other way to reach a room: who is not in it finds nothing.</summary>
public sealed record MyRoom(
    long Id, string Name, bool HasPassword, bool Listed, long Rev, long Head, int Members, Role Role, long LastRead)
{
    private static readonly Func<ChatDb, long, long, CancellationToken, Task<MyRoom?>> Query =
        EF.CompileAsyncQuery((ChatDb db, long person, long room, CancellationToken _) =>
            db.Memberships
                .Where(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null)
                .Select(m => new MyRoom(
                    m.RoomId, m.Room!.Name, m.Room.PasswordHash != null, m.Room.Listed, m.Room.Rev, m.Room.Head, m.Room.Members, m.Role, m.LastRead))
                .SingleOrDefault());

    public bool IsMine => Role is Role.Administrator;

    public Access Access => HasPassword ? Access.Password : Listed ? Access.Open : Access.Private;

    public static Task<MyRoom?> FindAsync(ChatDb db, long person, long room, CancellationToken cancellationToken) =>
        Query(db, person, room, cancellationToken);
}
