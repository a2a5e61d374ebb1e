using System.Data.Common;
using System.Globalization;
using Chat.Core;
using Microsoft.EntityFrameworkCore;

namespace Chat.Data.Sqlite;

/// <summary>A question to the <see cref="MessageIndex"/>. It answers with candidates: their words are still to be compared.</summary>
/// <param name="Person">Who asks; only messages of rooms that they are in now are answered.</param>
/// <param name="Rooms">Of these, the ones to look in.</param>
/// <param name="IsBroad">The rooms hold so much of all that was said that their tokens would cost more than they spare.</param>
/// <param name="Authors">Any of them; empty for everybody.</param>
/// <param name="Words">Folded, all of them.</param>
/// <param name="First">The first row, and the one after the last.</param>
public sealed record IndexQuestion(
    long Person, IReadOnlySet<long> Rooms, bool IsBroad, IReadOnlyCollection<long> Authors, IReadOnlyList<string> Words, IReadOnlySet<Having> Has,
    long First, long Before)
{
    /// <summary>Pairs that are looked up; the rest of a long sentence is compared.</summary>
    private const int MaxPairs = 32;

    /// <summary>Newest first, at most so many.</summary>
    public IEnumerable<Candidate> Ask(ChatDb db, int count)
    {
        if (Rooms.Count == 0)
            yield break;
        using var command = Command(db, count);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new Candidate(
                rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetString(4),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(5)), rows.GetString(6), rows.GetBoolean(7) && Rooms.Contains(rows.GetInt64(1)));
        }
    }

    // CROSS JOIN keeps SQLite from turning the order round: the index goes first and the others are asked by key.
    private DbCommand Command(ChatDb db, int count)
    {
        var command = db.Command($"""
            SELECT "SearchIndex".rowid, s."RoomId", s."Number", m."AuthorId", p."DisplayName", m."CreatedAt", m."Body", {Conditions}
            FROM "SearchIndex"
            CROSS JOIN "SearchRows" s ON s."Id" = "SearchIndex".rowid
            CROSS JOIN "Messages" m ON m."RoomId" = s."RoomId" AND m."Number" = s."Number"
            CROSS JOIN "People" p ON p."Id" = m."AuthorId"
            WHERE "SearchIndex" MATCH @match AND "SearchIndex".rowid >= @first AND "SearchIndex".rowid < @before
            ORDER BY "SearchIndex".rowid DESC LIMIT @count
            """);
        return command.With("@match", Match()).With("@first", First).With("@before", Before).With("@count", count).With("@person", Person);
    }

    private string Conditions => string.Join(" AND ", Has.Select(Condition).Prepend("""
        EXISTS (SELECT 1 FROM "Memberships" x WHERE x."RoomId" = s."RoomId" AND x."PersonId" = @person AND x."LeftAt" IS NULL)
        """));

    private static string Condition(Having having) => having switch
    {
        Having.Link => """(instr(m."Html", 'href="http') > 0 OR instr(m."Html", 'href=''http') > 0)""",
        Having.Code => """instr(m."Html", '<code') > 0""",
        Having.Poll => """EXISTS (SELECT 1 FROM "Polls" o WHERE o."RoomId" = s."RoomId" AND o."Number" = s."Number")""",
        Having.Reaction => """EXISTS (SELECT 1 FROM "Reactions" o WHERE o."RoomId" = s."RoomId" AND o."Number" = s."Number")""",
        _ => "0", // nothing brings files yet
    };

    private string Match()
    {
        var terms = new List<string>();
        if (Authors.Count > 0)
            terms.Add(AnyOf(Authors.Select(IndexedMessage.By)));
        if (Has.Contains(Having.Link))
            terms.Add(IndexedMessage.Links);
        if (Has.Contains(Having.Code))
            terms.Add(IndexedMessage.Code);
        terms.AddRange(Words.SelectMany(Terms).Distinct().Take(MaxPairs));
        if (!IsBroad || terms.Count == 0)
            terms.Add(AnyOf(Rooms.Select(IndexedMessage.InRoom)));
        return string.Join(" AND ", terms);
    }

    private static string AnyOf(IEnumerable<string> tokens) => $"({string.Join(" OR ", tokens)})";

    /// <summary>The pairs of a word; of a single character, whatever begins with it.</summary>
    private static IEnumerable<string> Terms(string word)
    {
        var runs = word.Split(' ');
        for (var i = 0; i < runs.Length; i++)
        {
            foreach (var pair in SearchText.Pairs(runs[i]))
                yield return Quoted(pair);
            if (SearchText.IsSingle(runs[i]) && SearchText.IsTelling(runs[i]))
                yield return Quoted(runs[i]) + (i < runs.Length - 1 ? "" : "*"); // it ends a word there, or begins something
        }
    }

    private static string Quoted(string token) => $"\"{token.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The first row that is not older than that; one past the last if all are.</summary>
    public static long RowAt(ChatDb db, DateTimeOffset time) => MessageIndex.RowAt(time, LastRow(db), row => RowFrom(db, row));

    /// <summary>About as many as there are messages.</summary>
    public static long LastRow(ChatDb db)
    {
        using var command = db.Command(MessageIndex.LastRow);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static (long Row, long At)? RowFrom(ChatDb db, long row)
    {
        using var command = db.Command(MessageIndex.FirstRowFrom).With("@row", row);
        using var rows = command.ExecuteReader();
        return rows.Read() ? (rows.GetInt64(0), rows.GetInt64(1)) : null;
    }
}

/// <summary>A message that may be what was asked for.</summary>
/// <param name="Row">Its place among all messages.</param>
/// <param name="Fits">All is well but for its words.</param>
public sealed record Candidate(long Row, long Room, long Number, long Author, string AuthorName, DateTimeOffset At, string Body, bool Fits);

internal static class Commands
{
    public static DbCommand Command(this ChatDb db, string sql)
    {
        db.Database.OpenConnection();
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public static DbCommand With(this DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
        return command;
    }
}
