using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

public sealed class AggregateTests : IDisposable
{
    private readonly SqliteConnection _connection = Database.Open();

    public AggregateTests() => _connection.Run(
        "CREATE TABLE votes (room TEXT, word TEXT); INSERT INTO votes VALUES ('a', '하나'), ('b', 'x'), ('a', '둘'), ('b', 'y'), ('b', 'z')");

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Every_group_has_its_own_state()
    {
        CreateJoin();
        Assert.Equal(["a:하나둘.", "b:xyz."], _connection.List("SELECT room || ':' || joined(word) FROM votes GROUP BY room"));
        Assert.Equal(
            ["하나둘. xyz."],
            _connection.List("SELECT joined(word) FILTER (WHERE room = 'a') || ' ' || joined(word) FILTER (WHERE room = 'b') FROM votes"));
    }

    [Fact]
    public void A_group_without_rows_has_the_seed()
    {
        CreateJoin();
        Assert.Equal(".", _connection.Ask("SELECT joined(word) FROM votes WHERE 0"));
    }

    [Fact]
    public void A_step_that_throws_fails_the_statement_with_its_message()
    {
        _connection.CreateAggregate("broken", 0, int (int _, string _) => throw new InvalidOperationException("고장"));
        var error = Assert.Throws<SqliteException>(() => _connection.Ask("SELECT broken(word) FROM votes"));
        Assert.Contains("고장", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_throws_fails_the_statement_with_its_message()
    {
        _connection.CreateAggregate("broken", 0, (int sum, string _) => sum, int (_) => throw new InvalidOperationException("고장"));
        var error = Assert.Throws<SqliteException>(() => _connection.Ask("SELECT broken(word) FROM votes"));
        Assert.Contains("고장", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_bare_delegate_that_throws_fails_the_statement(bool inStep)
    {
        Assert.Equal(0, raw.sqlite3_open(":memory:", out var db));
        using (db)
        {
            void Break(bool here)
            {
                if (here)
                {
                    throw new InvalidOperationException("고장");
                }
            }

            Assert.Equal(0, raw.sqlite3_create_function(db, "broken", 1, null, (_, _, _) => Break(inStep), (_, _) => Break(!inStep)));
            Assert.Equal(1, raw.sqlite3_exec(db, "SELECT broken(1)"));
            Assert.Equal("고장", raw.sqlite3_errmsg(db).utf8_to_string());
        }
    }

    [Fact]
    public void A_statement_given_up_halfway_lets_go_of_its_groups()
    {
        Assert.Equal(0, raw.sqlite3_open(":memory:", out var db));
        var (stepped, finished) = (0, 0);
        using (db)
        {
            Assert.Equal(0, raw.sqlite3_create_function(db, "counted", 1, null, (_, _, _) => stepped++, (_, _) => finished++));
            Assert.Equal(0, raw.sqlite3_create_function(db, "stop", 0, null, (context, _, _) => raw.sqlite3_result_error(context, "stop")));
            Assert.Equal(1, raw.sqlite3_exec(
                db, "SELECT counted(column1), max(CASE WHEN column1 > 2 THEN stop() END) FROM (VALUES (1), (2), (3), (4))"));
        }

        Assert.InRange(stepped, 1, 3);
        Assert.Equal(1, finished);
    }

    [Fact]
    public void An_aggregate_can_be_taken_away()
    {
        CreateJoin();
        _connection.CreateAggregate("joined", "", (Func<string, string, string>?)null);
        Assert.Throws<SqliteException>(() => _connection.Ask("SELECT joined(word) FROM votes"));
    }

    private void CreateJoin() =>
        _connection.CreateAggregate("joined", "", (string joined, string word) => joined + word, joined => joined + ".");
}
