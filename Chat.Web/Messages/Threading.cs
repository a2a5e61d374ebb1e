using Chat.Core;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Messages;

/// <summary>How a thread grows, inside the writer's transaction.</summary>
internal static class Threading
{
    /// <summary>There is no such thread, and none can begin.</summary>
    public const int None = -1;

    /// <summary>
    /// The place of the next reply, which may be more than a thread holds. A message that was deleted begins no thread,
    /// but one that has begun goes on. Replies have no threads of their own.
    /// </summary>
    public static int NextReply(this WriteScope scope, long room, long thread)
    {
        if (thread is <= 0 or >= MessageNumber.MaxThread)
            return None;
        var about = scope.Db.Messages
            .Where(m => m.RoomId == room && m.Number == thread)
            .Select(m => new { m.Replies, IsDeleted = m.DeletedAt != null })
            .SingleOrDefault();
        return about is null or { IsDeleted: true, Replies: 0 } ? None : about.Replies + 1;
    }

    /// <summary>The thread has one more reply. Its author, and that of the message it is about, follow it.</summary>
    public static void Prolong(this WriteScope scope, long room, long thread, int reply, long author, DateTimeOffset now)
    {
        var begunBy = (long)scope.Command("""
            UPDATE "Messages" SET "Replies" = @reply, "RepliedAt" = @now WHERE "RoomId" = @room AND "Number" = @thread
            RETURNING "AuthorId"
            """)
            .With("@room", room).With("@thread", thread).With("@reply", reply).With("@now", now.ToUnixTimeMilliseconds())
            .Scalar()!;
        scope.Follow(begunBy, room, thread);
        scope.Follow(author, room, thread);
        // Whoever speaks has read what was said before.
        scope.ReadThread(author, room, thread, reply);
    }
}
