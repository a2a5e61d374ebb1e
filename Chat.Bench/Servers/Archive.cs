using Chat.Core;
using Chat.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Servers;

/// <summary>
/// Rooms with a long past in the product's own tables. SQLite makes up the rows by itself, many to a transaction; but
/// all rooms in turn, as if people had written them, since the order decides how they lie on disk. Receipts of sends
/// are left out: nothing here reads them.
/// </summary>
internal sealed class Archive : IAsyncDisposable
{
    private const int Authors = 50;
    private const int DefaultTexts = 256;
    private const int RowsPerTransaction = 100_000;

    // Turn I is room I % @rooms; the room's messages differ in author and text.
    private const string Turns = """
        WITH RECURSIVE "Turns" ("I") AS (SELECT @from UNION ALL SELECT "I" + 1 FROM "Turns" WHERE "I" + 1 < @to)
        """;

    private const string Messages = $"""
        {Turns} INSERT INTO "Messages" ("RoomId", "Number", "Rev", "AuthorId", "Body", "Html", "IsLong", "CreatedAt")
        SELECT "I" % @rooms + 1, "I" / @rooms + 1, "I" / @rooms + 1, ("I" / @rooms * 7 + "I") % @authors + 1, "Body", "Html", 0, @beginning + "I" * 20000
        FROM "Turns" CROSS JOIN "Texts" ON "Texts"."Id" = ("I" / @rooms * 7 + "I") % @texts
        """;

    private const string Log = $"""
        {Turns} INSERT INTO "Log" ("RoomId", "Rev", "Kind", "Subject")
        SELECT "I" % @rooms + 1, "I" / @rooms + 1, 1, "I" / @rooms + 1 FROM "Turns"
        """;

    private static readonly DateTimeOffset Beginning = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WebApplication app;
    private readonly int messages;

    private Archive(WebApplication app, int messages, int rooms)
    {
        this.app = app;
        this.messages = messages;
        Rooms = rooms;
    }

    /// <summary>The product's, without a server.</summary>
    public IServiceProvider Services => app.Services;

    public int Rooms { get; }

    /// <summary>The number of the room's latest message. Rooms have the ids from 1.</summary>
    public long Head(long room) => (messages + Rooms - room) / Rooms;

    /// <param name="texts">What is said, over and over.</param>
    public static async Task<Archive> WriteAsync(string folder, int messages, int rooms, IReadOnlyList<string>? texts = null)
    {
        var archive = new Archive(Storage.Of(folder), messages, rooms);
        await archive.Services.GetRequiredService<Data.Database>().PrepareAsync();
        await using var db = await archive.Services.GetRequiredService<IDbContextFactory<ChatDb>>().CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous=OFF"); // of this connection, as long as it is open
        await archive.OpenRoomsAsync(db);
        archive.Fill(db, texts ?? [.. Phrases.Make(new Random(1), DefaultTexts)]);
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return archive;
    }

    private async Task OpenRoomsAsync(ChatDb db)
    {
        for (var id = 1; id <= Authors; id++)
            db.Users.Add(new Person { Id = id, UserName = $"author{id}", NormalizedUserName = $"author{id}", DisplayName = $"Author {id}" });
        for (var id = 1; id <= Rooms; id++)
            db.Rooms.Add(new Room { Id = id, Name = $"Room {id}", NameKey = $"room {id}", Listed = true, Members = Authors });
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO "Memberships" ("RoomId", "PersonId", "Role", "JoinedAt", "LastRead", "Rev", "IsFavourite", "IsMuted")
            SELECT r."Id", p."Id", 0, 0, 0, 0, 0, 0 FROM "Rooms" r CROSS JOIN "People" p
            """);
    }

    private void Fill(ChatDb db, IReadOnlyList<string> texts)
    {
        KeepTexts(db, texts);
        for (var from = 0; from < messages; from += RowsPerTransaction)
        {
            using var transaction = db.Database.BeginTransaction();
            foreach (var sql in new[] { Messages, Log })
            {
                using var insert = new PreparedCommand(db.Database.GetDbConnection(), sql);
                insert.Enlist(transaction.GetDbTransaction());
                insert.With("@from", from).With("@to", Math.Min(messages, from + RowsPerTransaction)).With("@rooms", Rooms)
                    .With("@authors", Authors).With("@texts", texts.Count).With("@beginning", Beginning.ToUnixTimeMilliseconds()).Execute();
            }

            transaction.Commit();
        }

        db.Database.ExecuteSql($"""UPDATE "Rooms" SET "Head" = ({messages} + {Rooms} - "Id") / {Rooms}, "Rev" = ({messages} + {Rooms} - "Id") / {Rooms}""");
    }

    private static void KeepTexts(ChatDb db, IReadOnlyList<string> texts)
    {
        db.Database.ExecuteSqlRaw("""CREATE TEMP TABLE "Texts" ("Id" INTEGER PRIMARY KEY, "Body" TEXT, "Html" TEXT)""");
        foreach (var (id, text) in texts.Index())
            db.Database.ExecuteSql($"""INSERT INTO "Texts" VALUES ({id}, {text}, {Markup.ToHtml(text)})""");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
