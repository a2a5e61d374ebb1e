using Chat.Data;
using Chat.Delivery;
using Chat.Presence;

namespace Chat.Messages;

/// <summary>How far a person has read, on whichever device.</summary>
public sealed class Reading(Writer writer, Hub hub, Receipts receipts)
{
    /// <summary>Moves the read mark forward, never back and never beyond the last message; tells the person's other devices, and in a small room the others.</summary>
    /// <returns>False if the person is not in the room.</returns>
    public async Task<bool> MarkAsync(long person, long room, long number)
    {
        var (isIn, moved) = await writer.Run(scope => Mark(scope, person, room, number));
        if (moved is { } mark)
            await TellAsync(person, room, mark);
        return isIn;
    }

    private Task TellAsync(long person, long room, (long Read, RoomKind Kind) mark)
    {
        hub.TellRead(person, room, mark.Read);
        return mark.Kind is RoomKind.Named ? Task.CompletedTask : receipts.TellAsync(person, room, mark.Read);
    }

    private static (bool IsIn, (long Read, RoomKind Kind)? Moved) Mark(WriteScope scope, long person, long room, long number)
    {
        var moved = Move(scope, person, room, number);
        return (moved is not null || scope.Db.Memberships.Any(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null), moved);
    }

    private static (long Read, RoomKind Kind)? Move(WriteScope scope, long person, long room, long number)
    {
        using var moved = scope.Command("""
            UPDATE "Memberships"
            SET "LastRead" = (SELECT CASE WHEN "Head" < @number THEN "Head" ELSE @number END FROM "Rooms" WHERE "Id" = @room)
            WHERE "RoomId" = @room AND "PersonId" = @person AND "LeftAt" IS NULL AND "LastRead" < @number
            RETURNING "LastRead", (SELECT "Kind" FROM "Rooms" WHERE "Id" = @room)
            """).With("@room", room).With("@person", person).With("@number", number).Read();
        return moved.Read() ? (moved.GetInt64(0), (RoomKind)moved.GetInt32(1)) : null;
    }
}
