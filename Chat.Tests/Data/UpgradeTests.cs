using Chat.Core;
using Chat.Data;
using Chat.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Tests.Data;

/// <summary>A database of an earlier version goes on with what is in it.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chat-upgrade-").FullName;

    private string ConnectionString => new DataOptions { Data = folder }.SqliteConnection;

    [Fact]
    public async Task Rooms_of_the_first_version_keep_their_owners_and_know_when_they_were_active()
    {
        await FillAsync();

        await using var app = new ChatApp(folder);

        var roles = await app.AskAsync(db => db.Memberships.OrderBy(m => m.PersonId).Select(m => m.Role).ToListAsync());
        var room = await app.AskAsync(db => db.Rooms.SingleAsync());
        Assert.Equal([Role.Owner, Role.Member], roles);
        Assert.Equal(RoomKind.Named, room.Kind);
        Assert.Equal(5_000, room.ActiveAt.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task People_of_the_first_version_are_found_by_their_names()
    {
        await FillAsync();

        await using var app = new ChatApp(folder);

        var keys = await app.AskAsync(db => db.Users.OrderBy(p => p.Id).Select(p => p.NameKey).ToListAsync());
        Assert.Equal([Names.Fold("Ärla ＷＩＤＥ"), Names.Fold("김밥")], keys);
    }

    private async Task FillAsync()
    {
        var options = new DbContextOptionsBuilder<SqliteChatDb>();
        SqliteChatDb.Configure(options, ConnectionString);
        await using var db = new SqliteChatDb(options.Options);
        await db.GetService<IMigrator>().MigrateAsync("Initial");
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO "People" ("Id", "UserName", "NormalizedUserName", "DisplayName", "IsAdministrator", "CreatedAt", "EmailConfirmed",
                "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
            VALUES (1, 'arla', 'arla', 'Ärla ＷＩＤＥ', 1, 0, 0, 0, 0, 0, 0), (2, 'kim', 'kim', '김밥', 0, 0, 0, 0, 0, 0, 0);
            INSERT INTO "Rooms" ("Id", "Name", "NameKey", "Listed", "Rev", "SettingsRev", "Head", "Members", "CreatedAt")
            VALUES (1, 'Old', 'old', 1, 4, 1, 1, 2, 1000);
            INSERT INTO "Memberships" ("RoomId", "PersonId", "Role", "JoinedAt", "LastRead", "Rev") VALUES (1, 1, 1, 0, 0, 2), (1, 2, 0, 0, 0, 3);
            INSERT INTO "Messages" ("RoomId", "Number", "Rev", "AuthorId", "Body", "Html", "IsLong", "CreatedAt")
            VALUES (1, 1, 4, 1, 'old words', 'old words', 0, 5000);
            """);
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);
        Directory.Delete(folder, recursive: true);
    }
}
