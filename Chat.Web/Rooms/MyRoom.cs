using System.Linq.Expressions;
using Chat.Core;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>A room seen by one of its members. There is no other way to reach a room: who is not in it finds nothing.</summary>
public sealed record MyRoom(
    long Id, RoomTitle Title, bool HasPassword, bool Listed, bool IsReadOnly, bool IsArchived, long Rev, long Head, DateTimeOffset ActiveAt, int Members,
    Role Role, DateTimeOffset? SilencedUntil, long LastRead, Placement Placement)
{
    private static readonly Func<ChatDb, long, long, CancellationToken, Task<MyRoom?>> Query =
        EF.CompileAsyncQuery((ChatDb db, long person, long room, CancellationToken _) =>
            db.Memberships
                .Where(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null)
                .Select(View)
                .SingleOrDefault());

    /// <summary>How a membership becomes a view; also what the sidebar reads. Rooms without a name get their title from <see cref="Companions"/>.</summary>
    public static Expression<Func<Membership, MyRoom>> View => m => new MyRoom(
        m.RoomId,
        new RoomTitle(m.Room!.Kind, m.Room.Name, m.Room.Members - 1),
        m.Room.PasswordHash != null,
        m.Room.Listed,
        m.Room.IsReadOnly,
        m.Room.ArchivedAt != null,
        m.Room.Rev,
        m.Room.Head,
        m.Room.ActiveAt,
        m.Room.Members,
        m.Role,
        m.SilencedUntil,
        m.LastRead,
        new Placement(m.IsFavourite, m.IsMuted, m.FolderId, m.HiddenAt, m.NotifyOf));

    /// <summary>The name that was given to it; empty for direct chats and groups.</summary>
    public string Name => Title.Name;

    public RoomKind Kind => Title.Kind;

    public bool IsOwner => Role is Role.Owner && Kind is RoomKind.Named;

    /// <summary>Whether I keep order here. In direct chats and groups nobody is above the others.</summary>
    public bool IsKeeper => Role is not Role.Member && Kind is RoomKind.Named;

    public RoomView Header => new(Name, IsReadOnly, IsArchived);

    public bool IsClosed => HasPassword || !Listed;

    public long Unread => Math.Max(0, Head - LastRead);

    public Access Access => HasPassword ? Access.Password : Listed ? Access.Open : Access.Private;

    public Voice VoiceAt(DateTimeOffset now) => Voices.Of(IsArchived, IsReadOnly, Role, SilencedUntil, now);

    public static async Task<MyRoom?> FindAsync(ChatDb db, long person, long room, CancellationToken cancellationToken) =>
        await Query(db, person, room, cancellationToken) is { } found ? await found.EntitledAsync(db, person, cancellationToken) : null;

    /// <summary>Those of the person's rooms that are picked, in the order they are picked in.</summary>
    public static async Task<List<MyRoom>> ListAsync(ChatDb db, long person, IQueryable<Membership> picked, CancellationToken cancellationToken)
    {
        var rooms = await picked.Where(m => m.PersonId == person && m.LeftAt == null).Select(View).ToListAsync(cancellationToken);
        return await Companions.EntitleAsync(db, person, rooms, cancellationToken);
    }

    /// <summary>With the title that it has for the person.</summary>
    public async Task<MyRoom> EntitledAsync(ChatDb db, long person, CancellationToken cancellationToken) => Kind is RoomKind.Named
        ? this
        : this with { Title = Title.With(await Companions.InAsync(db, person, Id, cancellationToken)) };
}

/// <summary>Where a room stands in a person's own sidebar.</summary>
/// <param name="HiddenAt">Out of it until there is a message after this one.</param>
/// <param name="NotifyOf">What they want to be notified of there; null for what is usual.</param>
public sealed record Placement(bool IsFavourite, bool IsMuted, long? Folder, long? HiddenAt, NotifyOf? NotifyOf);
