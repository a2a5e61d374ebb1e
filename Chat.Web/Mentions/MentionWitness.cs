using Chat.Core;
using Chat.Data;
using Chat.Messages;
using Chat.Presence;

namespace Chat.Mentions;

/// <summary>
/// Notes whom a message calls, in its own transaction. Who has left the room since the words were rendered, who keeps the
/// author away, and the author are called by nothing.
/// </summary>
internal sealed class MentionWitness(Attendance attendance, News news) : IMessageWitness
{
    /// <summary>
    /// Members whom the author may call. What they have read already they are not called to anew, however often it is
    /// edited: a mention is unread where its message is.
    /// </summary>
    private const string Insert = """
        INSERT INTO "Mentions" ("PersonId", "RoomId", "Number", "At", "IsRead")
        SELECT "PersonId", @room, @number, @now, CASE WHEN @thread = 0 THEN "LastRead" >= @number ELSE EXISTS (
            SELECT 1 FROM "Follows" WHERE "Follows"."PersonId" = "Memberships"."PersonId" AND "Follows"."RoomId" = @room
            AND "Thread" = @thread AND "Follows"."LastRead" >= @reply) END
        FROM "Memberships"
        WHERE "RoomId" = @room AND "LeftAt" IS NULL AND "PersonId" <> @author
        AND NOT EXISTS (SELECT 1 FROM "Blocks" WHERE "Blocks"."PersonId" = "Memberships"."PersonId" AND "BlockedId" = @author)
        """;

    private const string Unread = """
         ON CONFLICT DO NOTHING RETURNING "PersonId", "IsRead"
        """;

    private const string One = Insert + " AND \"PersonId\" = @person" + Unread;

    /// <summary>Who came after the message was posted is not called by its edits.</summary>
    private const string All = Insert + " AND \"JoinedAt\" <= @at" + Unread;

    public void Saw(WriteScope scope, WrittenMessage message)
    {
        var called = new HashSet<long>();
        if (message.Former is not null)
            Forget(scope, message);
        foreach (var person in message.Calls.People)
            called.UnionWith(Add(Prepared(scope, message, One).With("@person", person)));
        if (IsNew(message, Calls.EveryBody, message.Calls.Room))
            called.UnionWith(Add(Prepared(scope, message, All).With("@at", message.At.ToUnixTimeMilliseconds())));
        if (IsNew(message, Calls.WhoeverIsHere, message.Calls.Here))
            CallThoseHere(scope, message, called);
        Follow(scope, message);
        news.Expect(message.Room, message.Number, called);
    }

    /// <summary>Who is called no more. Whoever was among all may not be told from who was called by name, and stays.</summary>
    private static void Forget(WriteScope scope, WrittenMessage message)
    {
        if (message.Calls.Room || message.Calls.Here)
            return;
        var kept = message.Calls.People.Order().ToList();
        var former = Called(scope, message);
        foreach (var person in former.Where(person => !kept.Contains(person)))
            scope.Command("""DELETE FROM "Mentions" WHERE "PersonId" = @person AND "RoomId" = @room AND "Number" = @number""")
                .With("@person", person).With("@room", message.Room).With("@number", message.Number).Execute();
    }

    private static List<long> Called(WriteScope scope, WrittenMessage message)
    {
        var people = new List<long>();
        using var rows = scope.Command("""SELECT "PersonId" FROM "Mentions" WHERE "RoomId" = @room AND "Number" = @number""")
            .With("@room", message.Room).With("@number", message.Number).Read();
        while (rows.Read())
            people.Add(rows.GetInt64(0));
        return people;
    }

    /// <summary>All are called once: not again by each edit of a message that called them before.</summary>
    private static bool IsNew(WrittenMessage message, string all, bool isCalled) =>
        isCalled && !Calls.SpellingsIn(message.Former ?? "").Contains(all, StringComparer.OrdinalIgnoreCase);

    private void CallThoseHere(WriteScope scope, WrittenMessage message, HashSet<long> called)
    {
        foreach (var person in Members(scope, message.Room).Where(person => attendance.Of(person).Availability is not Availability.Offline))
            called.UnionWith(Add(Prepared(scope, message, One).With("@person", person)));
    }

    private static List<long> Members(WriteScope scope, long room)
    {
        var members = new List<long>();
        using var rows = scope.Command("""SELECT "PersonId" FROM "Memberships" WHERE "RoomId" = @room AND "LeftAt" IS NULL""")
            .With("@room", room).Read();
        while (rows.Read())
            members.Add(rows.GetInt64(0));
        return members;
    }

    private static PreparedCommand Prepared(WriteScope scope, WrittenMessage message, string sql) =>
        scope.Command(sql)
            .With("@room", message.Room).With("@number", message.Number).With("@author", message.Author)
            .With("@now", scope.Now.ToUnixTimeMilliseconds())
            .With("@thread", MessageNumber.ThreadOf(message.Number) ?? 0)
            .With("@reply", MessageNumber.IsReply(message.Number) ? MessageNumber.ReplyOf(message.Number) : 0);

    /// <summary>Those for whom it is news.</summary>
    private static List<long> Add(PreparedCommand insert)
    {
        var people = new List<long>();
        using var rows = insert.Read();
        while (rows.Read())
        {
            if (!rows.GetBoolean(1))
                people.Add(rows.GetInt64(0));
        }

        return people;
    }

    /// <summary>Whoever is called by name in a thread follows it from there on, unless they have left it before.</summary>
    private static void Follow(WriteScope scope, WrittenMessage message)
    {
        if (MessageNumber.ThreadOf(message.Number) is not { } thread)
            return;
        foreach (var person in message.Calls.People)
            scope.Command("""
                INSERT INTO "Follows" ("PersonId", "RoomId", "Thread", "LastRead", "IsEnded")
                SELECT "PersonId", @room, @thread, @read, FALSE FROM "Mentions"
                WHERE "PersonId" = @person AND "RoomId" = @room AND "Number" = @number
                ON CONFLICT DO NOTHING
                """)
                .With("@room", message.Room).With("@thread", thread).With("@person", person)
                .With("@number", message.Number).With("@read", MessageNumber.ReplyOf(message.Number) - 1).Execute();
    }
}
