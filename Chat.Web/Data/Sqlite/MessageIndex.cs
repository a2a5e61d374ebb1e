using System.Globalization;
using Chat.Core;

namespace Chat.Data.Sqlite;

/// <summary>
/// The index of messages' words, written in the transactions of the messages themselves. An FTS5 table without contents
/// holds for each message the tokens of <see cref="IndexedMessage"/>; another gives each message a row number of its own.
/// </summary>
/// <remarks>
/// Row numbers grow with time, so newest first is the order in which the index answers anyway, and a day is a range of
/// them. The table between costs some twelve bytes and one insert at the end of a tree; a number made of room and
/// message would cost nothing, but every search would have to sort all that it finds. What is removed must be named by
/// the very tokens that were written (SQLite before 3.43 forgets no other way), so they are made of the words as typed.
/// The row of a message is found by its time: an index for that would be as large as the table, for edits alone.
/// </remarks>
public static class MessageIndex
{
    /// <summary>Moves on when tokens are made in another way: the next start makes all of them anew.</summary>
    private const int Version = 1;

    // Tokens are ours already, folded and apart by spaces: the tokenizer has but to leave them whole, also letters that
    // the Unicode of an older SQLite does not know. Without sizes and positions, which nobody asks for.
    internal const string Schema = """
        CREATE TABLE "SearchRows" ("Id" INTEGER NOT NULL PRIMARY KEY, "RoomId" INTEGER NOT NULL, "Number" INTEGER NOT NULL);
        CREATE VIRTUAL TABLE "SearchIndex" USING fts5("Tokens", content='', columnsize=0, detail=none,
            tokenize="ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\]^_`{|}~'");
        INSERT INTO "SearchIndex" ("SearchIndex", rank) VALUES ('automerge', 0);
        INSERT INTO "SearchIndex" ("SearchIndex", rank) VALUES ('crisismerge', 64);
        """;

    internal const string LastRow = """SELECT COALESCE(MAX("Id"), 0) FROM "SearchRows" """;

    internal const string FirstRowFrom = """
        SELECT s."Id", m."CreatedAt" FROM "SearchRows" s
        CROSS JOIN "Messages" m ON m."RoomId" = s."RoomId" AND m."Number" = s."Number"
        WHERE s."Id" >= @row ORDER BY s."Id" LIMIT 1
        """;

    private const string VersionKey = "search-version";

    // Rows before it wait to be indexed, the newest first.
    private const string FromKey = "search-from";

    private const string IsIndexed = """("Id" >= (SELECT CAST("Value" AS INTEGER) FROM "Settings" WHERE "Key" = 'search-from'))""";

    /// <summary>A new message.</summary>
    public static void Add(WriteScope scope, IndexedMessage message)
    {
        var row = scope.Command("""INSERT INTO "SearchRows" ("RoomId", "Number") VALUES (@room, @number) RETURNING "Id" """)
            .With("@room", message.Room).With("@number", message.Number).Scalar()!;
        Insert(scope, (long)row, message);
    }

    /// <summary>It says something else now, at the same place in time.</summary>
    public static void Replace(WriteScope scope, IndexedMessage former, IndexedMessage message)
    {
        if (RowOf(scope, former) is not (var row, true))
            return;
        Delete(scope, row, former);
        Insert(scope, row, message);
    }

    /// <summary>It says nothing any more.</summary>
    public static void Remove(WriteScope scope, IndexedMessage former)
    {
        if (RowOf(scope, former) is not (var row, var isIndexed))
            return;
        if (isIndexed)
            Delete(scope, row, former);
        scope.Command("""DELETE FROM "SearchRows" WHERE "Id" = @row""").With("@row", row).Execute();
    }

    /// <summary>Where clocks were set back in between, rows do not grow with time throughout: then all are looked through.</summary>
    private static (long Row, bool IsIndexed)? RowOf(WriteScope scope, IndexedMessage message)
    {
        var millisecond = TimeSpan.FromMilliseconds(1);
        return RowOf(scope, message, RowAt(scope, message.At), RowAt(scope, message.At + millisecond)) ?? RowOf(scope, message, 0, long.MaxValue);
    }

    private static (long Row, bool IsIndexed)? RowOf(WriteScope scope, IndexedMessage message, long first, long end)
    {
        using var found = scope.Command($"""
            SELECT "Id", {IsIndexed} FROM "SearchRows" WHERE "Id" >= @first AND "Id" < @end AND "RoomId" = @room AND "Number" = @number
            """)
            .With("@first", first).With("@end", end).With("@room", message.Room).With("@number", message.Number).Read();
        return found.Read() ? (found.GetInt64(0), found.GetBoolean(1)) : null;
    }

    private static long RowAt(WriteScope scope, DateTimeOffset time)
    {
        return RowAt(time, (long)scope.Command(LastRow).Scalar()!, RowFrom);

        (long Row, long At)? RowFrom(long row)
        {
            using var rows = scope.Command(FirstRowFrom).With("@row", row).Read();
            return rows.Read() ? (rows.GetInt64(0), rows.GetInt64(1)) : null;
        }
    }

    /// <summary>The first row that is not older than that, by halving; one past the last if all are.</summary>
    /// <param name="rowFrom">The first row from a number on, and its time in milliseconds.</param>
    internal static long RowAt(DateTimeOffset time, long last, Func<long, (long Row, long At)?> rowFrom)
    {
        var (low, high) = (0L, last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var (row, at) = rowFrom(middle) ?? (high, long.MaxValue);
            if (at < time.ToUnixTimeMilliseconds())
                low = row + 1;
            else
                high = middle;
        }

        return low;
    }

    private static void Insert(WriteScope scope, long row, IndexedMessage message) =>
        Write(scope, """INSERT INTO "SearchIndex" (rowid, "Tokens") VALUES (@row, @tokens)""", row, message);

    private static void Delete(WriteScope scope, long row, IndexedMessage former) =>
        Write(scope, """INSERT INTO "SearchIndex" ("SearchIndex", rowid, "Tokens") VALUES ('delete', @row, @tokens)""", row, former);

    /// <summary>FTS5 writes a tree at each savepoint. At the end of the transaction it is one for all that it brings.</summary>
    private static void Write(WriteScope scope, string sql, long row, IndexedMessage message)
    {
        var tokens = message.Tokens();
        scope.AtEnd(last => last.Command(sql).With("@row", row).With("@tokens", tokens).Execute());
    }

    /// <summary>Whether the tokens are of this version, all or some of them.</summary>
    public static bool IsCurrent(WriteScope scope) => Setting(scope, VersionKey) == Version;

    /// <summary>Whether there are messages that wait to be indexed.</summary>
    public static bool IsWaiting(WriteScope scope) => Setting(scope, FromKey) > 0;

    /// <summary>Empties the index and numbers all messages anew, by their time: each of them waits to be indexed then.</summary>
    public static void Clear(WriteScope scope)
    {
        scope.AtEnd(last => last.Command("""INSERT INTO "SearchIndex" ("SearchIndex") VALUES ('delete-all')""").Execute());
        scope.Command("""DELETE FROM "SearchRows" """).Execute();
        scope.Command("""
            INSERT INTO "SearchRows" ("RoomId", "Number")
            SELECT "RoomId", "Number" FROM "Messages" WHERE "DeletedAt" IS NULL ORDER BY "CreatedAt", "RoomId", "Number"
            """).Execute();
        Set(scope, FromKey, (long)scope.Command("""SELECT COALESCE(MAX("Id") + 1, 0) FROM "SearchRows" """).Scalar()!);
        Set(scope, VersionKey, Version);
    }

    /// <summary>Indexes some of those that wait. False if none did.</summary>
    public static bool IndexSome(WriteScope scope, int count)
    {
        var waiting = Waiting(scope, count);
        foreach (var (row, message) in waiting)
            Insert(scope, row, message);
        Set(scope, FromKey, waiting.Count == 0 ? 0 : waiting[^1].Row);
        return waiting.Count > 0;
    }

    private static List<(long Row, IndexedMessage Message)> Waiting(WriteScope scope, int count)
    {
        var waiting = new List<(long, IndexedMessage)>(count);
        using var rows = scope.Command("""
            SELECT "Id", "SearchRows"."RoomId", "SearchRows"."Number", "AuthorId", "Body", "CreatedAt" FROM "SearchRows"
            JOIN "Messages" ON "Messages"."RoomId" = "SearchRows"."RoomId" AND "Messages"."Number" = "SearchRows"."Number"
            WHERE "Id" < (SELECT CAST("Value" AS INTEGER) FROM "Settings" WHERE "Key" = 'search-from') ORDER BY "Id" DESC LIMIT @count
            """).With("@count", count).Read();
        while (rows.Read())
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(5));
            waiting.Add((rows.GetInt64(0), new IndexedMessage(rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetString(4), at)));
        }

        return waiting;
    }

    /// <summary>
    /// Each message adds a small tree to the index, which nobody's send should have to merge with others: that is done
    /// now and then, a few pages at a time, and by a send only where there are very many.
    /// </summary>
    public static void Tidy(WriteScope scope) =>
        scope.Command("""INSERT INTO "SearchIndex" ("SearchIndex", rank) VALUES ('merge', 500)""").Execute();

    private static long Setting(WriteScope scope, string key) =>
        long.TryParse(scope.Command("""SELECT "Value" FROM "Settings" WHERE "Key" = @key""").With("@key", key).Scalar() as string, CultureInfo.InvariantCulture, out var value)
            ? value
            : -1;

    private static void Set(WriteScope scope, string key, long value) =>
        scope.Command("""
            INSERT INTO "Settings" ("Key", "Value") VALUES (@key, @value) ON CONFLICT ("Key") DO UPDATE SET "Value" = excluded."Value"
            """).With("@key", key).With("@value", value.ToString(CultureInfo.InvariantCulture)).Execute();
}
