using Chat.Data;

namespace Chat.Messages;

/// <summary>Who hears of a thread.</summary>
public static class Following
{
    /// <summary>
    /// The person hears of the thread from its latest reply on, which is unread. Whoever follows it already, or has ended
    /// that, is left as they are.
    /// </summary>
    /// <param name="thread">The number of the message that the thread is about.</param>
    public static void Follow(this WriteScope scope, long person, long room, long thread) =>
        scope.Command("""
            INSERT INTO "Follows" ("PersonId", "RoomId", "Thread", "LastRead", "IsEnded")
            SELECT @person, @room, @thread, CASE WHEN "Replies" > 0 THEN "Replies" - 1 ELSE 0 END, FALSE
            FROM "Messages" WHERE "RoomId" = @room AND "Number" = @thread
            ON CONFLICT DO NOTHING
            """).With("@person", person).With("@room", room).With("@thread", thread).Execute();

    /// <summary>Moves the mark of whoever follows the thread forward, never back and never beyond its last reply.</summary>
    /// <returns>The mark, if it moved.</returns>
    public static int? ReadThread(this WriteScope scope, long person, long room, long thread, int reply)
    {
        using var moved = scope.Command("""
            UPDATE "Follows"
            SET "LastRead" = (SELECT CASE WHEN "Replies" < @reply THEN "Replies" ELSE @reply END
                FROM "Messages" WHERE "RoomId" = @room AND "Number" = @thread)
            WHERE "PersonId" = @person AND "RoomId" = @room AND "Thread" = @thread AND "LastRead" < @reply
            RETURNING "LastRead"
            """).With("@person", person).With("@room", room).With("@thread", thread).With("@reply", reply).Read();
        return moved.Read() ? moved.GetInt32(0) : null;
    }
}
