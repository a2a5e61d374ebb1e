using System.Text;
using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

/// <summary>Statements are compiled once for all commands of the same words, and nobody can tell.</summary>
public sealed class IdleStatementTests : IDisposable
{
    private readonly SqliteConnection _connection = Database.Open();
    private readonly sqlite3 _db;

    public IdleStatementTests() => Assert.Equal(0, raw.sqlite3_open(":memory:", out _db));

    [Fact]
    public void The_same_words_get_the_statement_that_was_let_go()
    {
        var first = Prepare("SELECT 1");
        var pointer = first.DangerousGetHandle();
        first.Dispose();

        using var again = Prepare("SELECT 1");
        using var meanwhile = Prepare("SELECT 1");

        Assert.Equal(pointer, again.DangerousGetHandle());
        Assert.NotEqual(pointer, meanwhile.DangerousGetHandle());
    }

    [Fact]
    public void It_comes_back_without_its_values_and_at_its_beginning()
    {
        using (var first = Prepare("SELECT @a UNION ALL SELECT 2"))
        {
            raw.sqlite3_bind_int64(first, 1, 7);
            Assert.Equal(100, raw.sqlite3_step(first));
        }

        using var again = Prepare("SELECT @a UNION ALL SELECT 2");
        Assert.Equal(100, raw.sqlite3_step(again));
        Assert.Equal(5, raw.sqlite3_column_type(again, 0)); // NULL
    }

    [Fact]
    public void A_change_of_the_schema_is_seen()
    {
        _connection.Run("CREATE TABLE notes (body TEXT); INSERT INTO notes VALUES ('one')");
        Assert.Equal(["body"], Columns("SELECT * FROM notes"));

        _connection.Run("ALTER TABLE notes ADD COLUMN author TEXT");
        Assert.Equal(["body", "author"], Columns("SELECT * FROM notes"));

        _connection.Run("DROP TABLE notes");
        Assert.Throws<SqliteException>(() => Columns("SELECT * FROM notes"));
        _connection.Run("CREATE TABLE notes (title TEXT)");
        Assert.Equal(["title"], Columns("SELECT * FROM notes"));
    }

    [Fact]
    public void A_function_that_was_replaced_is_called()
    {
        _connection.CreateFunction("answer", () => 41);
        Assert.Equal(41L, _connection.Ask("SELECT answer()"));

        _connection.CreateFunction("answer", () => 42);
        Assert.Equal(42L, _connection.Ask("SELECT answer()"));
    }

    [Fact]
    public void A_reader_left_in_the_middle_holds_no_lock()
    {
        _connection.Run("CREATE TABLE notes (body TEXT); INSERT INTO notes VALUES ('one'), ('two')");
        using (var command = _connection.Command("SELECT body FROM notes"))
        using (var reader = command.ExecuteReader())
            Assert.True(reader.Read());

        _connection.Run("DROP TABLE notes");
    }

    [Fact]
    public void A_pragma_does_its_work_each_time()
    {
        _connection.Run("PRAGMA foreign_keys=ON");
        _connection.Run("PRAGMA foreign_keys=OFF");
        _connection.Run("PRAGMA foreign_keys=ON");

        Assert.Equal(1L, _connection.Ask("PRAGMA foreign_keys"));
    }

    [Fact]
    public void Only_so_many_are_kept_and_those_that_were_used_last()
    {
        var pointers = new List<nint>();
        for (var i = 0; i <= IdleStatements.Most; i++)
        {
            using var statement = Prepare($"SELECT {i}");
            pointers.Add(statement.DangerousGetHandle());
        }

        using var last = Prepare($"SELECT {IdleStatements.Most}");
        using var second = Prepare("SELECT 1");

        Assert.Equal((pointers[^1], pointers[1]), (last.DangerousGetHandle(), second.DangerousGetHandle()));
        Assert.False(_db.Idle.TryTake(Encoding.UTF8.GetBytes("SELECT 0"), out _));
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Assert.Equal(0, raw.sqlite3_prepare_v2(_db, sql, out var statement));
        return statement;
    }

    private List<string> Columns(string sql)
    {
        using var command = _connection.Command(sql);
        using var reader = command.ExecuteReader();
        reader.Read();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    public void Dispose()
    {
        _connection.Dispose();
        _db.Dispose();
    }
}
