using System.Globalization;
using Chat.Core;
using Chat.Data;
using Chat.Jobs;
using Chat.Presence;
using Chat.Push;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>Tells people's devices of what was said in a room, once for each burst.</summary>
internal sealed class Telling(
    IDbContextFactory<ChatDb> factory, Writer writer, Attendance attendance, Wording wording, Pushing pushing, TimeProvider clock) : IJobHandler
{
    public const string OfKind = "notify";

    /// <summary>Between two notifications of a room, unless one calls somebody: who looks at their wrist knows by the first that it is lively.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <summary>People in one piece of work, so that nobody's message waits long for them.</summary>
    private const int AtATime = 50;

    public string Kind => OfKind;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var (room, cursor) = (long.Parse(run.Key, CultureInfo.InvariantCulture), NewsCursor.Parse(run.Payload));
        var now = clock.GetUtcNow();
        var isResting = now < cursor.Rest;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var news = await RoomNews.ReadAsync(db, room, cursor, cancellationToken);
        var letters = await LettersAsync(db, room, news, isResting, now, cancellationToken);
        if (isResting)
        {
            await TellAsync(letters, run, moved: null);
            return new JobOutcome.Again(cursor.Rest);
        }

        var rest = letters.Count > 0 ? now + Rest : now;
        await TellAsync(letters, run, new NewsCursor(news.Rev, news.Latest ?? cursor.Since, rest));
        return letters.Count > 0 || !news.IsAll ? new JobOutcome.Again(rest) : new JobOutcome.Done();
    }

    private async Task<IReadOnlyList<Letter>> LettersAsync(
        ChatDb db, long id, RoomNews news, bool calledOnly, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (news.Said.Count == 0 || await db.Rooms.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.DeletedAt == null, cancellationToken) is not { } room)
            return [];
        var listeners = await Listeners.FindAsync(db, id, room.Kind, news.Said, attendance, now, cancellationToken);
        var tidings = Tiding.Of(listeners, news.Said, calledOnly);
        if (tidings.Count == 0)
            return [];
        var scene = await Scene.FindAsync(db, room, [.. tidings.Select(tiding => tiding.Said).Distinct()], cancellationToken);
        var badges = await Badges.OfAsync(db, [.. tidings.Select(tiding => tiding.To.Person).Distinct()], cancellationToken);
        return [.. tidings.Select(tiding => new Letter(
            id, tiding,
            wording.Of(scene, tiding, Unread(scene, listeners, tiding), badges.GetValueOrDefault(tiding.To.Person)),
            tiding.Hearing is Hearing.Loud || room.Kind is RoomKind.Direct ? Urgency.High : Urgency.Normal))];
    }

    private static long Unread(Scene scene, Listeners listeners, Tiding tiding) => tiding.Said.IsReply
        ? listeners.ReadOf(tiding.To, tiding.Said.Thread) is { } read ? scene.Replies.GetValueOrDefault(tiding.Said.Thread) - read : 1
        : scene.Head - tiding.To.LastRead;

    /// <summary>
    /// Whoever was told in a piece of work that was kept is not told again when the next one is lost: the notice says so,
    /// and the cursor moves with the last of them.
    /// </summary>
    /// <param name="moved">Null leaves the cursor.</param>
    private async Task TellAsync(IReadOnlyList<Letter> letters, JobRun run, NewsCursor? moved)
    {
        var rest = letters;
        while (rest.Count > AtATime)
        {
            var some = rest.Take(AtATime).ToList();
            await writer.Run(scope => some.ForEach(letter => Tell(scope, letter)));
            rest = [.. rest.Skip(AtATime)];
        }

        await writer.Run(scope =>
        {
            foreach (var letter in rest)
                Tell(scope, letter);
            if (moved is { } cursor)
                Move(scope, run.Id, cursor);
        });
    }

    private void Tell(WriteScope scope, Letter letter)
    {
        var devices = Devices(scope, letter);
        foreach (var device in devices)
            pushing.Ask(scope, device, Tags.OfRoom(letter.Room, letter.Thread), letter.Notification, letter.Urgency, Pushing.MaxTtl);
        if (devices.Count > 0)
            Note(scope, letter);
    }

    /// <summary>Those on which the person is signed in, if it is still for them: much may have come between the message and this.</summary>
    private static List<long> Devices(WriteScope scope, Letter letter)
    {
        var devices = new List<long>();
        using var rows = scope.Command("""
            SELECT "Id" FROM "PushSubscriptions"
            WHERE "PersonId" = @person
            AND EXISTS (SELECT 1 FROM "Memberships" WHERE "RoomId" = @room AND "PersonId" = @person AND "LeftAt" IS NULL AND "LastRead" < @inRoom)
            AND EXISTS (SELECT 1 FROM "Messages" WHERE "RoomId" = @room AND "Number" = @number AND "DeletedAt" IS NULL)
            AND NOT EXISTS (SELECT 1 FROM "Blocks" WHERE ("PersonId" = @person AND "BlockedId" = @author) OR ("PersonId" = @author AND "BlockedId" = @person))
            """)
            .With("@person", letter.Person).With("@room", letter.Room).With("@number", letter.Number).With("@author", letter.Author)
            .With("@inRoom", letter.Thread == 0 ? letter.Number : long.MaxValue)
            .Read();
        while (rows.Read())
            devices.Add(rows.GetInt64(0));
        return devices;
    }

    private static void Note(WriteScope scope, Letter letter) =>
        scope.Command("""
            INSERT INTO "Notices" ("PersonId", "RoomId", "Thread", "Number", "At") VALUES (@person, @room, @thread, @last, @now)
            ON CONFLICT ("PersonId", "RoomId", "Thread") DO UPDATE SET "Number" = excluded."Number", "At" = excluded."At"
            """)
            .With("@person", letter.Person).With("@room", letter.Room).With("@thread", letter.Thread).With("@last", letter.Last)
            .With("@now", scope.Now.ToUnixTimeMilliseconds()).Execute();

    private static void Move(WriteScope scope, long job, NewsCursor cursor) =>
        scope.Command("""UPDATE "Jobs" SET "Payload" = @payload WHERE "Id" = @id""")
            .With("@payload", cursor.ToString()).With("@id", job).Execute();

    /// <summary>What somebody's devices are to show.</summary>
    private sealed record Letter(long Room, Tiding Tiding, Notification Notification, Urgency Urgency)
    {
        public long Person => Tiding.To.Person;

        public long Author => Tiding.Said.Author;

        public long Thread => Tiding.Said.Thread;

        public long Number => Tiding.Said.Number;

        public long Last => Tiding.Last;
    }
}
