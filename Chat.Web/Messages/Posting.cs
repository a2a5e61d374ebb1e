using Chat.Core;
using Chat.Data;
using Chat.Rooms;

namespace Chat.Messages;

/// <summary>Takes a message to the log, once however often it is sent.</summary>
public sealed class Posting(Writer writer, IEnumerable<IMessageWitness> witnesses, MessageMetrics metrics)
{
    public async Task<Posted> PostAsync(NewMessage message)
    {
        var draft = new Draft(message, Markup.ToHtml(message.Body), message.Hash());
        var posted = await writer.Run(scope => Post(scope, draft));
        metrics.Posted(posted);
        return posted;
    }

    private Posted Post(WriteScope scope, Draft draft)
    {
        if (draft.ClientId is { } clientId && Receipt(scope, draft, clientId) is { } former)
            return former;
        var now = scope.Now;
        if (Advance(scope, draft, now) is not { } place)
            return new Posted(PostOutcome.Refused, Voice: scope.VoiceOf(draft.Room, draft.Author, now));
        Insert(scope, draft, place.Number, place.Rev, now);
        if (draft.ClientId is { } id)
            KeepReceipt(scope, draft, id, place.Number, place.Rev);
        MarkRead(scope, draft, place.Number);
        var tail = Attach(scope, draft, place.Number);
        foreach (var witness in witnesses)
            witness.Saw(scope, new WrittenMessage(draft.Room, place.Number, draft.Author, draft.Body, draft.Html, now, Former: null));
        scope.Log(new Change(draft.Room, place.Rev, ChangeKind.Message, place.Number, View(draft, place.Author, place.Number, now, tail)));
        return new Posted(PostOutcome.Posted, place.Number, place.Rev);
    }

    private static Posted? Receipt(WriteScope scope, Draft draft, Guid clientId)
    {
        using var receipt = scope.Command("""
            SELECT "RoomId", "Number", "Rev", "BodyHash" FROM "Sends" WHERE "AuthorId" = @author AND "ClientId" = @client
            """).With("@author", draft.Author).With("@client", clientId.ToByteArray()).Read();
        if (!receipt.Read())
            return null;
        var same = receipt.GetInt64(0) == draft.Room && receipt.GetFieldValue<byte[]>(3).AsSpan().SequenceEqual(draft.Hash);
        return new Posted(same ? PostOutcome.Repeated : PostOutcome.Conflict, receipt.GetInt64(1), receipt.GetInt64(2));
    }

    /// <summary>
    /// The next number and the next tick of the room's clock, for whoever may speak only; and the speaker's name.
    /// The rule is that of <see cref="Voices"/>, in the one statement that a message needs anyway.
    /// </summary>
    private static (long Number, long Rev, string Author)? Advance(WriteScope scope, Draft draft, DateTimeOffset now)
    {
        using var place = scope.Command("""
            UPDATE "Rooms" SET "Rev" = "Rev" + 1, "Head" = "Head" + 1, "ActiveAt" = @now
            WHERE "Id" = @room AND "ArchivedAt" IS NULL AND EXISTS (
                SELECT 1 FROM "Memberships" WHERE "RoomId" = @room AND "PersonId" = @author AND "LeftAt" IS NULL
                AND ("SilencedUntil" IS NULL OR "SilencedUntil" <= @now) AND ("Role" > 0 OR NOT "Rooms"."IsReadOnly"))
            AND ("Kind" <> 1 OR NOT EXISTS (
                SELECT 1 FROM "Memberships" AS "Other" JOIN "People" ON "People"."Id" = "Other"."PersonId"
                WHERE "Other"."RoomId" = @room AND "Other"."PersonId" <> @author
                AND ("People"."DeactivatedAt" IS NOT NULL OR EXISTS (
                    SELECT 1 FROM "Blocks" WHERE ("Blocks"."PersonId" = @author AND "BlockedId" = "Other"."PersonId")
                    OR ("Blocks"."PersonId" = "Other"."PersonId" AND "BlockedId" = @author)))))
            RETURNING "Head", "Rev", (SELECT "DisplayName" FROM "People" WHERE "Id" = @author)
            """).With("@room", draft.Room).With("@author", draft.Author).With("@now", now.ToUnixTimeMilliseconds()).Read();
        return place.Read() ? (place.GetInt64(0), place.GetInt64(1), place.GetString(2)) : null;
    }

    private static void Insert(WriteScope scope, Draft draft, long number, long rev, DateTimeOffset now) =>
        scope.Command("""
            INSERT INTO "Messages" ("RoomId", "Number", "Rev", "AuthorId", "Body", "Html", "IsLong", "CreatedAt", "QuoteOf", "Lead", "Tail", "Replies", "HidesPreviews")
            VALUES (@room, @number, @rev, @author, @body, @html, @long, @now, @quote, '', '', 0, FALSE)
            """)
            .With("@room", draft.Room).With("@number", number).With("@rev", rev).With("@author", draft.Author)
            .With("@body", draft.Body).With("@html", draft.Html).With("@long", MessageText.IsLong(draft.Body))
            .With("@now", now.ToUnixTimeMilliseconds()).With("@quote", draft.Message.QuoteOf)
            .Execute();

    private static void KeepReceipt(WriteScope scope, Draft draft, Guid clientId, long number, long rev) =>
        scope.Command("""
            INSERT INTO "Sends" ("AuthorId", "ClientId", "RoomId", "Number", "Rev", "BodyHash")
            VALUES (@author, @client, @room, @number, @rev, @hash)
            """)
            .With("@author", draft.Author).With("@client", clientId.ToByteArray()).With("@room", draft.Room)
            .With("@number", number).With("@rev", rev).With("@hash", draft.Hash)
            .Execute();

    /// <summary>Whoever speaks has read what was said before.</summary>
    private static void MarkRead(WriteScope scope, Draft draft, long number) =>
        scope.Command("""UPDATE "Memberships" SET "LastRead" = @number WHERE "RoomId" = @room AND "PersonId" = @author""")
            .With("@number", number).With("@room", draft.Room).With("@author", draft.Author).Execute();

    /// <summary>What comes with the message refers to its row, so it follows it.</summary>
    private static string Attach(WriteScope scope, Draft draft, long number)
    {
        if (draft.Message.Attach?.Invoke(scope, number) is not { } tail)
            return "";
        scope.Command("""UPDATE "Messages" SET "Tail" = @tail WHERE "RoomId" = @room AND "Number" = @number""")
            .With("@tail", tail).With("@room", draft.Room).With("@number", number).Execute();
        return tail;
    }

    private static MessageView View(Draft draft, string author, long number, DateTimeOffset now, string tail) => new(
        draft.Room, number, draft.Author, author, draft.Html, now, MessageText.IsLong(draft.Body), IsEdited: false, IsDeleted: false, Tail: tail);

    private sealed record Draft(NewMessage Message, string Html, byte[] Hash)
    {
        public long Room => Message.Room;

        public long Author => Message.Author;

        public Guid? ClientId => Message.ClientId;

        public string Body => Message.Body;
    }
}

/// <summary>Where the message stands in its room, if it does.</summary>
/// <param name="Voice">Why it was refused, if it was.</param>
public readonly record struct Posted(PostOutcome Outcome, long Number = 0, long Rev = 0, Voice Voice = Voice.Free);

public enum PostOutcome
{
    /// <summary>It is on disk.</summary>
    Posted,

    /// <summary>It was sent before; the answer is the former one.</summary>
    Repeated,

    /// <summary>The same id came before with other words or in another room.</summary>
    Conflict,

    /// <summary>The author may not speak there.</summary>
    Refused,
}
