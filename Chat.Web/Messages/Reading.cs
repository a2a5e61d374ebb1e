using Chat.Core;
using Chat.Data;
using Chat.Delivery;
using Chat.Presence;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Messages;

/// <summary>How far a person has read, on whichever device.</summary>
public sealed class Reading(Writer writer, Hub hub, Receipts receipts, IReadWitness witness)
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

    /// <summary>Moves the read mark back to just before a message; the person's devices leave it there until they come back to the room.</summary>
    /// <returns>False if the person is not in the room.</returns>
    public async Task<bool> MarkUnreadAsync(long person, long room, long number)
    {
        var (isIn, read) = await writer.Run(scope => MoveBack(scope, person, room, number));
        if (read is { } mark)
            hub.TellUnread(person, room, mark);
        return isIn;
    }

    private static (bool IsIn, long? Read) MoveBack(WriteScope scope, long person, long room, long number)
    {
        var mine = scope.Db.Memberships.Where(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null);
        var before = number - 1;
        if (mine.Where(m => m.LastRead > before).ExecuteUpdate(set => set.SetProperty(m => m.LastRead, before)) == 0)
            return (mine.Any(), null);
        scope.Db.Mentions.Where(m => m.PersonId == person && m.RoomId == room && m.Number >= number && m.Number < MessageNumber.MaxThread)
            .ExecuteUpdate(set => set.SetProperty(m => m.IsRead, false));
        return (true, before);
    }

    private Task TellAsync(long person, long room, (long Read, RoomKind Kind) mark)
    {
        hub.TellRead(person, room, mark.Read);
        return mark.Kind is RoomKind.Named ? Task.CompletedTask : receipts.TellAsync(person, room, mark.Read);
    }

    private (bool IsIn, (long Read, RoomKind Kind)? Moved) Mark(WriteScope scope, long person, long room, long number)
    {
        var moved = Move(scope, person, room, number);
        if (moved is { } mark)
        {
            scope.ReadMentions(person, room, 1, mark.Read);
            witness.HasRead(scope, person, room);
        }

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
