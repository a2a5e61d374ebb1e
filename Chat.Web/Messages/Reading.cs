using Chat.Data;
using Chat.Delivery;

namespace Chat.Messages;

/// <summary>How far a person has read, on whichever device.</summary>
public sealed class Reading(Writer writer, Hub hub)
{
    /// <summary>Moves the read mark forward, never back and never beyond the last message; tells the person's other devices.</summary>
    public async Task<bool> MarkAsync(long person, long room, long number)
    {
        if (await writer.Run(scope => Mark(scope, person, room, number)) is not { } read)
            return false;
        hub.TellRead(person, room, read);
        return true;
    }

    private static long? Mark(WriteScope scope, long person, long room, long number) =>
        (long?)scope.Command("""
            UPDATE "Memberships"
            SET "LastRead" = (SELECT CASE WHEN "Head" < @number THEN "Head" ELSE @number END FROM "Rooms" WHERE "Id" = @room)
            WHERE "RoomId" = @room AND "PersonId" = @person AND "LeftAt" IS NULL AND "LastRead" < @number
            RETURNING "LastRead"
            """).With("@room", room).With("@person", person).With("@number", number).Scalar();
}
