using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

public sealed class CollationTests : IDisposable
{
    private readonly SqliteConnection _connection = Database.Open();

    public CollationTests() => _connection.Run("CREATE TABLE names (name TEXT); INSERT INTO names VALUES ('나'), (''), ('bob'), ('가'), ('Ann')");

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Rows_come_in_the_order_of_the_collation()
    {
        _connection.CreateCollation("backwards", (first, second) => string.CompareOrdinal(second, first));
        Assert.Equal(["나", "가", "bob", "Ann", ""], _connection.List("SELECT name FROM names ORDER BY name COLLATE backwards"));
    }

    [Fact]
    public void A_collation_has_its_state()
    {
        _connection.CreateCollation("folded", StringComparer.OrdinalIgnoreCase, (comparer, first, second) => comparer.Compare(first, second));
        Assert.Equal("bob", _connection.Ask("SELECT name FROM names WHERE name = 'BOB' COLLATE folded"));
    }

    [Fact]
    public void A_collation_that_throws_stops_the_statement()
    {
        _connection.CreateCollation("broken", (_, _) => throw new InvalidOperationException("no"));
        var error = Assert.Throws<SqliteException>(() => _connection.List("SELECT name FROM names ORDER BY name COLLATE broken"));
        Assert.Equal(9, error.SqliteErrorCode);
        Assert.Equal(5L, _connection.Ask("SELECT count(*) FROM names"));
    }

    [Fact]
    public void A_collation_can_be_taken_away()
    {
        _connection.CreateCollation("backwards", (first, second) => string.CompareOrdinal(second, first));
        _connection.CreateCollation("backwards", null);
        Assert.Throws<SqliteException>(() => _connection.List("SELECT name FROM names ORDER BY name COLLATE backwards"));
    }
}
