using Chat.Data;

namespace Chat.Messages;

/// <summary>What a message said before.</summary>
internal static class Versions
{
    /// <summary>Former words kept of one message: who edits on and on loses the oldest.</summary>
    public const int Max = 50;

    /// <summary>Keeps what the message says, as it is about to be edited.</summary>
    public static void KeepVersion(this WriteScope scope, Message message)
    {
        scope.Command("""
            INSERT INTO "Versions" ("RoomId", "Number", "Rev", "Body", "ReplacedAt") VALUES (@room, @number, @rev, @body, @now)
            """)
            .With("@room", message.RoomId).With("@number", message.Number).With("@rev", message.Rev)
            .With("@body", message.Body).With("@now", scope.Now.ToUnixTimeMilliseconds())
            .Execute();
        scope.Command("""
            DELETE FROM "Versions" WHERE "RoomId" = @room AND "Number" = @number AND "Rev" <= (
                SELECT "Rev" FROM "Versions" WHERE "RoomId" = @room AND "Number" = @number ORDER BY "Rev" DESC LIMIT 1 OFFSET @max)
            """)
            .With("@room", message.RoomId).With("@number", message.Number).With("@max", Max)
            .Execute();
    }
}
