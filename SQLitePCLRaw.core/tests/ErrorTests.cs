using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

public sealed class ErrorTests : IDisposable
{
    private readonly SqliteConnection _connection = Database.Open("Data Source=:memory:;Foreign Keys=True");

    public ErrorTests() => _connection.Run(
        """
        CREATE TABLE rooms (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''));
        CREATE TABLE messages (room INTEGER REFERENCES rooms (id));
        INSERT INTO rooms VALUES (1, 'lobby')
        """);

    public void Dispose() => _connection.Dispose();

    [Theory]
    [InlineData("INSERT INTO rooms VALUES (2, 'lobby')", 19, 2067)]
    [InlineData("INSERT INTO rooms VALUES (1, 'attic')", 19, 1555)]
    [InlineData("INSERT INTO rooms VALUES (2, NULL)", 19, 1299)]
    [InlineData("INSERT INTO rooms VALUES (2, '')", 19, 275)]
    [InlineData("INSERT INTO messages VALUES (2)", 19, 787)]
    [InlineData("SELECT * FROM nowhere", 1, 1)]
    [InlineData("SELEC", 1, 1)]
    public void An_error_has_its_codes(string sql, int code, int extendedCode)
    {
        var error = Assert.Throws<SqliteException>(() => _connection.Run(sql));
        Assert.Equal((code, extendedCode), (error.SqliteErrorCode, error.SqliteExtendedErrorCode));
    }

    [Fact]
    public void An_error_has_SQLites_message() =>
        Assert.Contains(
            "UNIQUE constraint failed: rooms.name",
            Assert.Throws<SqliteException>(() => _connection.Run("INSERT INTO rooms VALUES (2, 'lobby')")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_file_that_cannot_be_opened_is_an_error()
    {
        using var file = new DatabaseFile();
        using var connection = new SqliteConnection($"Data Source={file.Path}/없는/test.db;Pooling=False");
        Assert.Equal(14, Assert.Throws<SqliteException>(connection.Open).SqliteErrorCode);
    }

    [Fact]
    public void A_file_that_is_no_database_is_an_error()
    {
        using var file = new DatabaseFile();
        File.WriteAllText(file.Path, new string('x', 4096));
        using var connection = Database.Open(file.ConnectionString);
        Assert.Equal(26, Assert.Throws<SqliteException>(() => connection.Ask("SELECT count(*) FROM sqlite_master")).SqliteErrorCode);
    }

    [Fact]
    public void A_read_only_database_refuses_to_be_written()
    {
        using var file = new DatabaseFile();
        using (var writer = Database.Open(file.ConnectionString))
        {
            writer.Run("CREATE TABLE a (b)");
        }

        using var reader = Database.Open($"{file.ConnectionString};Mode=ReadOnly");
        Assert.Equal(8, Assert.Throws<SqliteException>(() => reader.Run("INSERT INTO a VALUES (1)")).SqliteErrorCode);
    }

    [Fact]
    public void A_second_writer_is_told_that_the_database_is_busy()
    {
        using var file = new DatabaseFile();
        Assert.Equal(0, raw.sqlite3_open(file.Path, out var first));
        Assert.Equal(0, raw.sqlite3_open(file.Path, out var second));
        using (first)
        using (second)
        {
            Assert.Equal(0, raw.sqlite3_exec(first, "BEGIN IMMEDIATE"));
            Assert.Equal(5, raw.sqlite3_exec(second, "BEGIN IMMEDIATE"));
            Assert.Equal(5, raw.sqlite3_errcode(second));
            Assert.Equal("database is locked", raw.sqlite3_errmsg(second).utf8_to_string());
            Assert.Equal(0, raw.sqlite3_exec(first, "COMMIT"));
            Assert.Equal(0, raw.sqlite3_exec(second, "BEGIN IMMEDIATE"));
        }
    }

    [Fact]
    public void A_disposed_connection_cannot_be_used()
    {
        Assert.Equal(0, raw.sqlite3_open(":memory:", out var db));
        db.Dispose();
        Assert.Throws<ObjectDisposedException>(() => raw.sqlite3_exec(db, "SELECT 1"));
    }
}
