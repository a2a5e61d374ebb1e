using Chat.Core;
using Chat.Data;
using Chat.Rooms;

namespace Chat.Messages;

/// <summary>Takes a message to the log, once however often it is sent.</summary>
public sealed class Posting(Writer writer, Tails tails, Typesetting typesetting, IEnumerable<IMessageWitness> witnesses, MessageMetrics metrics)
{
    public async Task<Posted> PostAsync(NewMessage message)
    {
        var draft = new Draft(message, await typesetting.RenderAsync(message.Room, message.Author, message.Body), message.Hash());
        var posted = await writer.Run(scope => Post(scope, draft));
        metrics.Posted(posted);
        return posted;
    }

    private Posted Post(WriteScope scope, Draft draft)
    {
        if (draft.ClientId is { } clientId && Receipt(scope, draft, clientId) is { } former)
            return former;
        if (draft.Calls.People.Count > Calls.MaxPeople)
            return new Posted(PostOutcome.TooManyCalled);
        var now = scope.Now;
        var lead = Lead(scope, draft);
        var reply = NextReply(scope, draft);
        if (lead is null || reply is Threading.None or > MessageNumber.MaxReplies || Advance(scope, draft, reply, now) is not { } place)
            return Refuse(scope, draft, lead, reply, now);
        Insert(scope, draft, place, lead, now);
        if (draft.ClientId is { } id)
            KeepReceipt(scope, draft, id, place.Number, place.Rev);
        if (draft.Thread is { } thread)
            scope.Prolong(draft.Room, thread, reply, draft.Author, now);
        else
            MarkRead(scope, draft, place.Number);
        var tail = Attach(scope, draft, place.Number);
        foreach (var witness in witnesses)
            witness.Saw(scope, new WrittenMessage(draft.Room, place.Number, draft.Author, draft.Body, draft.Html, now, Former: null)
            {
                Calls = draft.Calls,
                Rev = place.Rev,
            });
        scope.Log(new Change(draft.Room, place.Rev, ChangeKind.Message, place.Number, View(draft, place, now, lead, tail)));
        if (draft.Thread is { } begun)
            tails.Redraw(scope, scope.Db.Messages.Single(m => m.RoomId == draft.Room && m.Number == begun));
        return new Posted(PostOutcome.Posted, place.Number, place.Rev);
    }

    /// <summary>What stands above the words: empty without a quote, null if what is quoted is not there or was deleted.</summary>
    private static string? Lead(WriteScope scope, Draft draft)
    {
        if (draft.Message.QuoteOf is not { } number)
            return "";
        return Quote.Of(scope.Db, draft.Room, number).SingleOrDefault() is { IsDeleted: false } quote ? quote.Html.ToString() : null;
    }

    /// <summary>0 for a message of the room itself.</summary>
    private static int NextReply(WriteScope scope, Draft draft) =>
        draft.Thread is { } thread ? scope.NextReply(draft.Room, thread) : 0;

    private static Posted Refuse(WriteScope scope, Draft draft, string? lead, int reply, DateTimeOffset now) =>
        (scope.VoiceOf(draft.Room, draft.Author, now), reply) switch
        {
            (not Voice.Free and var voice, _) => new Posted(PostOutcome.Refused, Voice: voice),
            (_, Threading.None) => new Posted(PostOutcome.NoThread),
            (_, > MessageNumber.MaxReplies) => new Posted(PostOutcome.ThreadFull),
            _ => new Posted(lead is null ? PostOutcome.NoQuote : PostOutcome.Refused),
        };

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

    private const string IfItMaySpeak = """
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
        """;

    private const string AdvanceRoom = $"""
        UPDATE "Rooms" SET "Rev" = "Rev" + 1, "Head" = "Head" + 1, "ActiveAt" = @now {IfItMaySpeak}
        """;

    /// <summary>A reply makes nothing unread in the room itself, nor moves it up.</summary>
    private const string AdvanceThread = $"""
        UPDATE "Rooms" SET "Rev" = "Rev" + 1 {IfItMaySpeak}
        """;

    /// <summary>
    /// The next number and the next tick of the room's clock, for whoever may speak only; and the speaker's name.
    /// The rule is that of <see cref="Voices"/>, in the one statement that a message needs anyway.
    /// </summary>
    private static Place? Advance(WriteScope scope, Draft draft, int reply, DateTimeOffset now)
    {
        using var place = scope.Command(draft.Thread is null ? AdvanceRoom : AdvanceThread)
            .With("@room", draft.Room).With("@author", draft.Author).With("@now", now.ToUnixTimeMilliseconds()).Read();
        if (!place.Read())
            return null;
        var number = draft.Thread is { } thread ? MessageNumber.OfReply(thread, reply) : place.GetInt64(0);
        return new Place(number, place.GetInt64(1), place.GetString(2));
    }

    private static void Insert(WriteScope scope, Draft draft, Place place, string lead, DateTimeOffset now) =>
        scope.Command("""
            INSERT INTO "Messages" ("RoomId", "Number", "Rev", "AuthorId", "Body", "Html", "IsLong", "CreatedAt", "QuoteOf", "Lead", "Tail", "Replies", "HidesPreviews")
            VALUES (@room, @number, @rev, @author, @body, @html, @long, @now, @quote, @lead, '', 0, FALSE)
            """)
            .With("@room", draft.Room).With("@number", place.Number).With("@rev", place.Rev).With("@author", draft.Author)
            .With("@body", draft.Body).With("@html", draft.Html).With("@long", MessageText.IsLong(draft.Body))
            .With("@now", now.ToUnixTimeMilliseconds()).With("@quote", draft.Message.QuoteOf).With("@lead", lead)
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
    private static void MarkRead(WriteScope scope, Draft draft, long number)
    {
        scope.Command("""UPDATE "Memberships" SET "LastRead" = @number WHERE "RoomId" = @room AND "PersonId" = @author""")
            .With("@number", number).With("@room", draft.Room).With("@author", draft.Author).Execute();
        scope.ReadMentions(draft.Author, draft.Room, 1, number);
    }

    /// <summary>What comes with the message refers to its row, so it follows it.</summary>
    private static string Attach(WriteScope scope, Draft draft, long number)
    {
        if (draft.Message.Attach?.Invoke(scope, number) is not { } tail)
            return "";
        scope.Command("""UPDATE "Messages" SET "Tail" = @tail WHERE "RoomId" = @room AND "Number" = @number""")
            .With("@tail", tail).With("@room", draft.Room).With("@number", number).Execute();
        return tail;
    }

    private static MessageView View(Draft draft, Place place, DateTimeOffset now, string lead, string tail) => new(
        draft.Room, place.Number, draft.Author, place.Author, draft.Html, now, MessageText.IsLong(draft.Body),
        IsEdited: false, IsDeleted: false, Lead: lead, Tail: tail);

    /// <param name="Author">The speaker's name.</param>
    private readonly record struct Place(long Number, long Rev, string Author);

    private sealed record Draft(NewMessage Message, Rendering Rendering, byte[] Hash)
    {
        public string Html => Rendering.Html;

        public Calls Calls => Rendering.Calls;

        public long Room => Message.Room;

        public long Author => Message.Author;

        public long? Thread => Message.Thread;

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

    /// <summary>What it quotes is not in the room, or was deleted.</summary>
    NoQuote,

    /// <summary>What it replies to is not in the room, or was deleted before anybody replied.</summary>
    NoThread,

    /// <summary>The thread holds as many replies as a thread can.</summary>
    ThreadFull,

    /// <summary>It calls more than <see cref="Calls.MaxPeople"/> people by name.</summary>
    TooManyCalled,
}
