using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

public sealed class EngineTests
{
    [Fact]
    public void The_engine_tells_its_version()
    {
        using var connection = Database.Open();
        Assert.Equal(connection.Ask("SELECT sqlite_version()"), connection.ServerVersion);
        Assert.Equal(raw.sqlite3_libversion().utf8_to_string(), connection.ServerVersion);
        var version = Version.Parse(connection.ServerVersion);
        Assert.Equal((version.Major * 1_000_000) + (version.Minor * 1_000) + version.Build, raw.sqlite3_libversion_number());
    }

    [Fact]
    public void A_missing_library_is_named_with_its_remedy()
    {
        var error = Assert.Throws<DllNotFoundException>(() => SystemSqlite.Load("libsqlite3-absent.so.0"));
        Assert.Contains("libsqlite3-absent.so.0", error.Message, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains("Install the package libsqlite3-0", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_password_is_refused_and_not_ignored()
    {
        using var file = new DatabaseFile();
        using var connection = new SqliteConnection($"{file.ConnectionString};Password=secret");
        Assert.Throws<InvalidOperationException>(connection.Open);
    }

    [Fact]
    public void A_setting_of_the_connection_is_set_and_told()
    {
        const int ForeignKeys = 1002;
        const int Ask = -1;
        Assert.Equal(0, raw.sqlite3_open(":memory:", out var db));
        using (db)
        {
            Assert.Equal(0, raw.sqlite3_db_config(db, ForeignKeys, 1, out var set));
            Assert.Equal(0, raw.sqlite3_db_config(db, ForeignKeys, Ask, out var told));
            Assert.Equal((1, 1), (set, told));
            Assert.Equal(0, raw.sqlite3_db_config(db, ForeignKeys, 0, out set));
            Assert.Equal(0, set);
        }
    }

    [Fact]
    public void An_extension_that_is_missing_is_an_error_with_a_message()
    {
        using var connection = Database.Open();
        var path = Path.Combine(AppContext.BaseDirectory, "없는_확장");
        Assert.Contains("없는_확장", Assert.Throws<SqliteException>(() => connection.LoadExtension(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sql_loads_no_extension()
    {
        using var connection = Database.Open();
        var error = Assert.Throws<SqliteException>(() => connection.Ask("SELECT load_extension('absent')"));
        Assert.Contains("not authorized", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extensions_are_turned_off_and_on()
    {
        Assert.Equal(0, raw.sqlite3_open(":memory:", out var db));
        using (db)
        {
            Assert.Equal(0, raw.sqlite3_enable_load_extension(db, 0));
            Assert.Equal(1, raw.sqlite3_load_extension(db, utf8z.FromString("absent"), utf8z.FromString(null), out var error));
            Assert.Equal("not authorized", error.utf8_to_string());

            Assert.Equal(0, raw.sqlite3_enable_load_extension(db, 1));
            Assert.Equal(1, raw.sqlite3_load_extension(db, utf8z.FromString("absent"), utf8z.FromString(null), out error));
            Assert.Contains("absent", error.utf8_to_string(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Windows_folders_are_set_on_Windows_only() =>
        Assert.Equal(OperatingSystem.IsWindows() ? 0 : 1, raw.sqlite3_win32_set_directory(2, Path.GetTempPath()));

    [Fact]
    public void Full_text_search_is_there()
    {
        using var connection = Database.Open();
        connection.Run("CREATE VIRTUAL TABLE pages USING fts5 (text); INSERT INTO pages VALUES ('안녕 세상'), ('good morning')");
        Assert.Equal(["안녕 세상"], connection.List("SELECT text FROM pages WHERE pages MATCH @0", "안녕"));
        Assert.Equal("good [morning]", connection.Ask("SELECT highlight(pages, 0, '[', ']') FROM pages WHERE pages MATCH 'morn*'"));
    }
}
