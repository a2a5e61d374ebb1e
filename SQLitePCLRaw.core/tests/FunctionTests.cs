using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

public sealed class FunctionTests : IDisposable
{
    private readonly SqliteConnection _connection = Database.Open();

    public FunctionTests() => _connection.Run("CREATE TABLE words (word TEXT); INSERT INTO words VALUES ('하나'), ('two'), ('three')");

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void A_function_takes_and_returns_every_type()
    {
        _connection.CreateFunction("same", (object? value) => value);
        Assert.Equal(long.MinValue, _connection.Ask("SELECT same(@0)", long.MinValue));
        Assert.Equal(0.1, _connection.Ask("SELECT same(@0)", 0.1));
        Assert.Equal("a\0한 👩‍👩‍👧‍👦", _connection.Ask("SELECT same(@0)", "a\0한 👩‍👩‍👧‍👦"));
        Assert.Equal(new byte[] { 0, 1, 255 }, _connection.Ask("SELECT same(@0)", new byte[] { 0, 1, 255 }));
        Assert.Equal(DBNull.Value, _connection.Ask("SELECT same(NULL)"));
    }

    [Fact]
    public void A_function_may_return_empty_text_and_empty_bytes()
    {
        _connection.CreateFunction("no_text", () => "");
        _connection.CreateFunction("no_bytes", Array.Empty<byte>);
        Assert.Equal("text blob", _connection.Ask("SELECT typeof(no_text()) || ' ' || typeof(no_bytes())"));
    }

    [Fact]
    public void A_function_may_return_null_text()
    {
        _connection.CreateFunction("none", () => (string?)null);
        Assert.Equal("null", _connection.Ask("SELECT typeof(none())"));
    }

    [Fact]
    public void A_function_may_return_long_text()
    {
        _connection.CreateFunction("again", (string text, int times) => string.Concat(Enumerable.Repeat(text, times)));
        Assert.Equal(new string('한', 300_000), _connection.Ask("SELECT again('한', 300000)"));
    }

    [Fact]
    public void A_function_has_its_state_and_any_number_of_arguments()
    {
        _connection.CreateFunction("joined", ", ", (string separator, object?[] values) => string.Join(separator, values));
        Assert.Equal("1, two, 3.5", _connection.Ask("SELECT joined(1, 'two', 3.5)"));
        Assert.Equal("", _connection.Ask("SELECT joined()"));
    }

    [Fact]
    public void A_deterministic_function_may_stand_in_an_index()
    {
        _connection.CreateFunction("folded", (string text) => text.ToUpperInvariant(), isDeterministic: true);
        _connection.Run("CREATE INDEX folded_words ON words (folded(word))");
        Assert.Equal("two", _connection.Ask("SELECT word FROM words WHERE folded(word) = 'TWO'"));

        _connection.CreateFunction("varying", (string text) => text);
        Assert.Throws<SqliteException>(() => _connection.Run("CREATE INDEX varying_words ON words (varying(word))"));
    }

    [Fact]
    public void A_function_that_throws_fails_the_statement_with_its_message()
    {
        _connection.CreateFunction("broken", int (string _) => throw new InvalidOperationException("고장"));
        var error = Assert.Throws<SqliteException>(() => _connection.Ask("SELECT broken(word) FROM words"));
        Assert.Equal(1, error.SqliteErrorCode);
        Assert.Contains("고장", error.Message, StringComparison.Ordinal);
        Assert.Equal(3L, _connection.Ask("SELECT count(*) FROM words"));
    }

    [Fact]
    public void A_function_may_throw_with_a_code()
    {
        _connection.CreateFunction("filled", int () => throw new SqliteException("full", 13));
        Assert.Equal(13, Assert.Throws<SqliteException>(() => _connection.Ask("SELECT filled()")).SqliteErrorCode);
    }

    [Fact]
    public void A_bare_delegate_that_throws_fails_the_statement()
    {
        Assert.Equal(0, raw.sqlite3_open(":memory:", out var db));
        using (db)
        {
            Assert.Equal(0, raw.sqlite3_create_function(db, "broken", 0, null, (_, _, _) => throw new InvalidOperationException("고장")));
            Assert.Equal(1, raw.sqlite3_exec(db, "SELECT broken()"));
            Assert.Equal("고장", raw.sqlite3_errmsg(db).utf8_to_string());
        }
    }

    [Fact]
    public void A_function_can_be_replaced_and_taken_away()
    {
        _connection.CreateFunction("version", () => 1);
        Assert.Equal(1L, _connection.Ask("SELECT version()"));
        _connection.CreateFunction("version", () => 2);
        Assert.Equal(2L, _connection.Ask("SELECT version()"));
        _connection.CreateFunction("version", (Func<int>?)null);
        Assert.Throws<SqliteException>(() => _connection.Ask("SELECT version()"));
    }

    [Fact]
    public void A_function_may_ask_the_database_itself()
    {
        _connection.CreateFunction("longest", () => (string?)_connection.Ask("SELECT word FROM words ORDER BY length(word) DESC LIMIT 1"));
        Assert.Equal("three", _connection.Ask("SELECT longest()"));
    }
}
