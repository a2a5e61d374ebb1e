using System.Globalization;
using Chat.Core;
using Chat.Data;
using Chat.Delivery;

namespace Chat.Rooms;

/// <summary>How far a person has read, in all their rooms at once; <c>Messages/Reading</c> moves the mark of one.</summary>
public sealed class ReadMarks(Writer writer, Hub hub, IReadWitness witness)
{
    /// <summary>Marks taken back at once; who has more unread rooms has them all read, and the rest stays so.</summary>
    public const int MaxBack = 1_000;

    /// <summary>All that was said is read: the marks as they were, to take it back with.</summary>
    public async Task<IReadOnlyList<Cursor>> ReadAllAsync(long person)
    {
        var former = await writer.Run(scope => ReadAll(scope, person));
        if (former.Count > 0)
            hub.TellRooms(person);
        return former;
    }

    private List<Cursor> ReadAll(WriteScope scope, long person)
    {
        var former = scope.Db.Memberships
            .Where(m => m.PersonId == person && m.LeftAt == null && m.LastRead < m.Room!.Head)
            .OrderBy(m => m.RoomId)
            .Take(MaxBack)
            .Select(m => new Cursor(m.RoomId, m.LastRead))
            .ToList();
        scope.Command("""
            UPDATE "Memberships" SET "LastRead" = (SELECT "Head" FROM "Rooms" WHERE "Id" = "Memberships"."RoomId")
            WHERE "PersonId" = @person AND "LeftAt" IS NULL
                AND "LastRead" < (SELECT "Head" FROM "Rooms" WHERE "Id" = "Memberships"."RoomId")
            """).With("@person", person).Execute();
        scope.Command("""
            UPDATE "Mentions" SET "IsRead" = TRUE
            WHERE "PersonId" = @person AND NOT "IsRead" AND "Number" <= (SELECT "LastRead" FROM "Memberships"
                WHERE "Memberships"."RoomId" = "Mentions"."RoomId" AND "Memberships"."PersonId" = @person AND "LeftAt" IS NULL)
            """).With("@person", person).Execute();
        witness.HasReadAll(scope, person);
        return former;
    }

    /// <summary>Moves the person's own marks back, never forward: what they name is at most what they had not read.</summary>
    public async Task TakeBackAsync(long person, IReadOnlyList<Cursor> former)
    {
        await writer.Run(scope =>
        {
            foreach (var (room, number) in former)
                TakeBack(scope, person, room, number);
        });
        hub.TellReadBack(person);
    }

    private static void TakeBack(WriteScope scope, long person, long room, long number) =>
        scope.Command("""
            UPDATE "Memberships" SET "LastRead" = @number
            WHERE "RoomId" = @room AND "PersonId" = @person AND "LeftAt" IS NULL AND "LastRead" > @number
            """).With("@room", room).With("@person", person).With("@number", number).Execute();

    /// <summary>As a form carries them: "42:17,57:3".</summary>
    public static string Write(IEnumerable<Cursor> marks) =>
        string.Join(',', marks.Select(mark => string.Create(CultureInfo.InvariantCulture, $"{mark.Room}:{mark.Rev}")));
}
