using System.Data;
using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

public sealed class SchemaTests : IDisposable
{
    private readonly SqliteConnection _connection = Database.Open();

    public SchemaTests() => _connection.Run(
        "CREATE TABLE 방 (id INTEGER PRIMARY KEY AUTOINCREMENT, 이름 TEXT NOT NULL COLLATE NOCASE UNIQUE, size REAL)");

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void A_reader_tells_where_its_columns_come_from()
    {
        using var command = _connection.Command("SELECT id, 이름, 이름 AS title, size * 2 AS twice FROM 방");
        using var reader = command.ExecuteReader();
        using var schema = reader.GetSchemaTable();

        var (id, name, title, twice) = (schema.Rows[0], schema.Rows[1], schema.Rows[2], schema.Rows[3]);
        Assert.Equal(["id", "이름", "title", "twice"], schema.Rows.Cast<DataRow>().Select(row => row["ColumnName"]));
        Assert.Equal("main 방 이름", $"{title["BaseCatalogName"]} {title["BaseTableName"]} {title["BaseColumnName"]}");
        Assert.Equal(DBNull.Value, twice["BaseTableName"]);
        Assert.Equal("TEXT", title["DataTypeName"]);
        Assert.Equal((true, false), (id["IsKey"], name["IsKey"]));
        Assert.Equal((true, false), (id["IsAutoIncrement"], name["IsAutoIncrement"]));
        Assert.Equal((true, false), (name["IsUnique"], name["AllowDBNull"]));
    }

    [Fact]
    public void A_reader_tells_the_declared_types()
    {
        using var command = _connection.Command("SELECT id, 이름, size FROM 방");
        using var reader = command.ExecuteReader();
        Assert.Equal(["INTEGER", "TEXT", "REAL"], Enumerable.Range(0, 3).Select(reader.GetDataTypeName));
        Assert.Equal(1, reader.GetOrdinal("이름"));
    }

    [Fact]
    public void A_column_tells_its_constraints()
    {
        Assert.Equal(0, raw.sqlite3_open(":memory:", out var db));
        using (db)
        {
            Assert.Equal(0, raw.sqlite3_exec(
                db, "CREATE TABLE rooms (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE)"));
            Assert.Equal(0, raw.sqlite3_table_column_metadata(
                db, "main", "rooms", "id", out var type, out var collation, out var notNull, out var key, out var auto));
            Assert.Equal(("INTEGER", "BINARY", 0, 1, 1), (type, collation, notNull, key, auto));
            Assert.Equal(0, raw.sqlite3_table_column_metadata(
                db, null, "rooms", "name", out type, out collation, out notNull, out key, out auto));
            Assert.Equal(("TEXT", "NOCASE", 1, 0, 0), (type, collation, notNull, key, auto));
            Assert.Equal(1, raw.sqlite3_table_column_metadata(db, "main", "rooms", "none", out type, out _, out _, out _, out _));
            Assert.Null(type);
        }
    }

    [Fact]
    public void The_reserved_words_are_known()
    {
        using var words = _connection.GetSchema("ReservedWords");
        Assert.Contains("SELECT", words.Rows.Cast<DataRow>().Select(row => row[0]));
        Assert.True(words.Rows.Count > 100);
    }

    [Fact]
    public void A_connection_knows_its_file()
    {
        using var file = new DatabaseFile();
        using var connection = Database.Open(file.ConnectionString);
        Assert.Equal(file.Path, connection.DataSource);
        Assert.Equal("", _connection.DataSource);
    }
}
