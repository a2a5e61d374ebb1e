using Chat.Data;
using Chat.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests;

/// <summary>
/// A database as the migrations leave it, made once and copied for each test: the migrations take longer than all the
/// rest of a start. That a program makes its own is for the tests to show that start one in an empty folder.
/// </summary>
internal static class NewDatabase
{
    private static readonly Lazy<string> Made = new(Make);

    public static string InAFolderOfItsOwn()
    {
        var folder = Directory.CreateTempSubdirectory("chat-tests-").FullName;
        File.Copy(Made.Value, Path.Combine(folder, Path.GetFileName(Made.Value)));
        return folder;
    }

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("chat-tests-new-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var options = new DbContextOptionsBuilder<SqliteChatDb>();
        SqliteChatDb.Configure(options, new DataOptions { Data = folder }.SqliteConnection);
        using var db = new SqliteChatDb(options.Options);
        db.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL");
        db.Database.Migrate();
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        return Directory.GetFiles(folder, "*.db").Single();
    }
}
