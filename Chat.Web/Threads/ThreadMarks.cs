using Chat.Core;
using Chat.Data;
using Chat.Delivery;
using Chat.Messages;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Threads;

/// <summary>Which threads a person follows, and how far they have read them, on whichever device.</summary>
public sealed class ThreadMarks(Writer writer, ThreadNews news, Hub hub, IReadWitness witness)
{
    /// <summary>Moves the mark of a thread that the person follows.</summary>
    /// <param name="number">Of a reply.</param>
    /// <returns>False if there is no such thread for this person.</returns>
    public async Task<bool> ReadAsync(long person, long room, long thread, long number)
    {
        if (MessageNumber.ThreadOf(number) != thread)
            return false;
        var (isThere, moved, called) = await writer.Run(scope => Read(scope, person, room, thread, number));
        if (moved)
            await news.TellAsync(person, room, thread);
        if (called)
            hub.TellRooms(person);
        return isThere;
    }

    private (bool IsThere, bool Moved, bool Called) Read(WriteScope scope, long person, long room, long thread, long number)
    {
        if (!IsThere(scope, person, room, thread))
            return (false, false, false);
        var moved = scope.ReadThread(person, room, thread, MessageNumber.ReplyOf(number)) is not null;
        var called = scope.ReadMentions(person, room, MessageNumber.OfReply(thread, 1), number) > 0;
        if (moved || called)
            witness.HasRead(scope, person, room);
        return (true, moved, called);
    }

    /// <summary>Who begins to follow has nothing unread; who ends it is not made to follow it again by what is said there.</summary>
    public async Task<bool> FollowAsync(long person, long room, long thread, bool follows)
    {
        var isThere = await writer.Run(scope =>
        {
            if (!IsThere(scope, person, room, thread))
                return false;
            Follow(scope, person, room, thread, follows);
            return true;
        });
        if (isThere)
            await news.TellAsync(person, room, thread);
        return isThere;
    }

    private static void Follow(WriteScope scope, long person, long room, long thread, bool follows)
    {
        var replies = scope.Db.Messages.Where(m => m.RoomId == room && m.Number == thread).Select(m => m.Replies).Single();
        var follow = scope.Db.Follows.SingleOrDefault(f => f.PersonId == person && f.RoomId == room && f.Thread == thread);
        if (follow is null)
            scope.Db.Follows.Add(follow = new Follow { PersonId = person, RoomId = room, Thread = thread, LastRead = replies });
        else if (follow.IsEnded && follows)
            follow.LastRead = replies;
        follow.IsEnded = !follows;
        scope.Db.SaveChanges();
    }

    /// <summary>Reads all threads that the person follows.</summary>
    public async Task ReadAllAsync(long person)
    {
        var moved = await writer.Run(scope => ReadAll(scope, person));
        if (moved > 0)
            news.TellAll(person);
    }

    private int ReadAll(WriteScope scope, long person)
    {
        var moved = scope.Command("""
            UPDATE "Follows" SET "LastRead" = (SELECT "Replies" FROM "Messages" WHERE "RoomId" = "Follows"."RoomId" AND "Number" = "Thread")
            WHERE "PersonId" = @person
                AND "LastRead" < (SELECT "Replies" FROM "Messages" WHERE "RoomId" = "Follows"."RoomId" AND "Number" = "Thread")
            """).With("@person", person).Execute();
        if (moved > 0)
            witness.HasReadAll(scope, person);
        return moved;
    }

    private static bool IsThere(WriteScope scope, long person, long room, long thread) =>
        thread < MessageNumber.MaxThread &&
        scope.Db.Messages.Any(m => m.RoomId == room && m.Number == thread) &&
        scope.Db.Memberships.Any(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null);
}
