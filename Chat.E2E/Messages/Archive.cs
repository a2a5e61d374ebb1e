using Chat.Tests;
using Microsoft.EntityFrameworkCore;

namespace Chat.E2E.Messages;

/// <summary>A long past, without anybody's having to say it all.</summary>
internal static class Archive
{
    private static readonly DateTimeOffset Beginning = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Messages of one to six lines by all members in turn, a minute and a half apart, read by everybody.</summary>
    /// <param name="room">Nothing was said in it yet.</param>
    public static Task HasHistoryAsync(this ChatApp app, long room, int messages) => app.AskAsync(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var before = (await db.Rooms.AsNoTracking().SingleAsync(r => r.Id == room)).Rev;
        var began = Beginning.ToUnixTimeMilliseconds();
        await db.Database.ExecuteSqlAsync($"""
            WITH RECURSIVE "Turns" ("I") AS (SELECT 1 UNION ALL SELECT "I" + 1 FROM "Turns" WHERE "I" < {messages}),
                "Authors" ("Place", "Id") AS (SELECT row_number() OVER (ORDER BY "PersonId") - 1, "PersonId" FROM "Memberships" WHERE "RoomId" = {room}),
                "Words" ("I", "Text") AS (SELECT "I", 'line ' || "I" || substr(replace(hex(zeroblob(200)), '0000', ' word'), 1, "I" * 37 % 7 * 60) FROM "Turns")
            INSERT INTO "Messages" ("RoomId", "Number", "Rev", "AuthorId", "Body", "Html", "IsLong", "CreatedAt")
            SELECT {room}, "I", {before} + "I", a."Id", "Text", '<p>' || "Text" || '</p>', 0, {began} + "I" * 90000
            FROM "Words" JOIN "Authors" a ON a."Place" = "I" / 3 % (SELECT COUNT(*) FROM "Authors")
            """);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Log" ("RoomId", "Rev", "Kind", "Subject") SELECT "RoomId", "Rev", 1, "Number" FROM "Messages" WHERE "RoomId" = {room}
            """);
        await db.Database.ExecuteSqlAsync($"""UPDATE "Rooms" SET "Head" = {messages}, "Rev" = {before} + {messages} WHERE "Id" = {room}""");
        await db.Database.ExecuteSqlAsync($"""UPDATE "Memberships" SET "LastRead" = {messages} WHERE "RoomId" = {room}""");
        await transaction.CommitAsync();
        return messages;
    });
}
