using Chat.Data;
using Chat.Delivery;
using Chat.People;
using Microsoft.EntityFrameworkCore;

namespace Chat.Presence;

/// <summary>
/// How far the people of a direct chat or a small group have read, for each other to see. Whoever hides that of
/// themselves does not see it of others either.
/// </summary>
public sealed class Receipts(Hub hub, IServiceScopeFactory scopes)
{
    /// <summary>In larger groups nobody looks at who has read what, and each who reads would be told to all.</summary>
    public const int MaxMembers = 20;

    private static readonly Func<ChatDb, long, CancellationToken, Task<RoomKind>> KindOf =
        EF.CompileAsyncQuery((ChatDb db, long room, CancellationToken _) =>
            db.Rooms.Where(r => r.Id == room && r.Members <= MaxMembers).Select(r => r.Kind).SingleOrDefault());

    /// <summary>Tells those who view the room how far somebody has read, if it is for them to know.</summary>
    public async Task TellAsync(long reader, long room, long number)
    {
        if (!hub.ViewersOf(room).Any(viewer => viewer != reader))
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        if (await KindOf(db, room, CancellationToken.None) is RoomKind.Named)
            return;
        var marks = await OpenMarks(db, reader, room).ToListAsync();
        if (marks.Find(mark => mark.Person == reader) is not { } own)
            return;
        var others = marks.Where(mark => mark.Person != reader).Select(mark => mark.Person).ToHashSet();
        hub.SignalRoom(room, SignalOf(own with { Number = number }, room), others.Contains);
    }

    /// <summary>How far the others have read; null in a room that has no receipts, or for who hides them.</summary>
    public static async Task<ReadersView?> OfAsync(ChatDb db, long viewer, long room, CancellationToken cancellationToken)
    {
        if (await KindOf(db, room, cancellationToken) is var kind && kind is RoomKind.Named)
            return null;
        var marks = await OpenMarks(db, viewer, room).ToListAsync(cancellationToken);
        return marks.Exists(mark => mark.Person == viewer)
            ? new ReadersView(kind is RoomKind.Direct, marks.FindAll(mark => mark.Person != viewer))
            : null;
    }

    /// <summary>The read marks of a room that are no secret, without those of people who are apart from this one.</summary>
    private static IQueryable<ReadMark> OpenMarks(ChatDb db, long person, long room)
    {
        var apart = db.ApartFrom(person);
        return db.Memberships
            .Where(m => m.RoomId == room && m.LeftAt == null)
            .Where(m => !m.Person!.HidesReading && !apart.Contains(m.PersonId))
            .OrderBy(m => m.PersonId)
            .Select(m => new ReadMark(m.PersonId, m.Person!.DisplayName, m.LastRead));
    }

    private static Signal SignalOf(ReadMark mark, long room) => Signal.Of("read", room, mark.Person, json =>
    {
        json.WriteString("name", mark.Name);
        json.WriteNumber("number", mark.Number);
    });
}

/// <summary>The other people of a room and how far they have read.</summary>
public sealed record ReadersView(bool IsDirect, IReadOnlyList<ReadMark> Others);

/// <summary>How far a person has read in a room.</summary>
/// <param name="Number">Of the last message read.</param>
public sealed record ReadMark(long Person, string Name, long Number);
