using Chat.Data;
using Chat.Delivery;

namespace Chat.Messages;

/// <summary>How far a person has read, on whichever device.</summary>
public sealed class Reading(Writer writer, Hub hub)
{
    /// <summary>Moves the read mark forward, never back and never beyond the last message; tells the person's other devices.</summary>
    /// <returns>False if the person is not in the room.</returns>
    public async Task<bool> MarkAsync(long person, long room, long number)
    {
        var (isIn, moved) = await writer.Run(scope => Mark(scope, person, room, number));
        if (moved is { } read)
            hub.TellRead(person, room, read);
        return isIn;
    }

    private static (bool IsIn, long? Moved) Mark(WriteScope scope, long person, long room, long number)
    {
        var moved = Move(scope, person, room, number);
        return (moved is not null || scope.Db.Memberships.Any(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null), moved);
    }

    private static long? Move(WriteScope scope, long person, long room, long number) =>
        (long?)scope.Command("""
            UPDATE "Memberships"
            SET "LastRead" = (SELECT CASE WHEN "Head" < @number THEN "Head" ELSE @number END FROM "Rooms" WHERE "Id" = @room)
            WHERE "RoomId" = @room AND "PersonId" = @person AND "LeftAt" IS NULL AND "LastRead" < @number
            RETURNING "LastRead"
            """).With("@room", room).With("@person", person).With("@number", number).Scalar();
}
