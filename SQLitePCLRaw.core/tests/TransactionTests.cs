using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

public sealed class TransactionTests : IDisposable
{
    private readonly SqliteConnection _connection = Database.Open();

    public TransactionTests() => _connection.Run("CREATE TABLE members (name TEXT UNIQUE)");

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void What_is_committed_stays()
    {
        using (var transaction = _connection.BeginTransaction())
        {
            _connection.Run("INSERT INTO members VALUES ('Ann')");
            transaction.Commit();
        }

        Assert.Equal(["Ann"], _connection.List("SELECT name FROM members"));
    }

    [Fact]
    public void What_is_not_committed_goes()
    {
        using (_connection.BeginTransaction())
        {
            _connection.Run("INSERT INTO members VALUES ('Ann')");
        }

        Assert.Empty(_connection.List("SELECT name FROM members"));
    }

    [Fact]
    public void A_savepoint_takes_back_only_what_follows_it()
    {
        using (var transaction = _connection.BeginTransaction())
        {
            _connection.Run("INSERT INTO members VALUES ('Ann')");
            transaction.Save("before Bob");
            _connection.Run("INSERT INTO members VALUES ('Bob')");
            transaction.Rollback("before Bob");
            transaction.Commit();
        }

        Assert.Equal(["Ann"], _connection.List("SELECT name FROM members"));
    }

    [Fact]
    public void A_transaction_that_SQLite_ended_cannot_be_committed()
    {
        using var transaction = _connection.BeginTransaction();
        _connection.Run("INSERT INTO members VALUES ('Ann')");
        Assert.Throws<SqliteException>(() => _connection.Run("INSERT OR ROLLBACK INTO members VALUES ('Ann')"));
        Assert.Throws<InvalidOperationException>(transaction.Commit);
    }

    [Fact]
    public void The_connection_goes_on_after_such_a_transaction()
    {
        using (var transaction = _connection.BeginTransaction())
        {
            _connection.Run("ROLLBACK");
            transaction.Rollback();
        }

        using var next = _connection.BeginTransaction();
        _connection.Run("INSERT INTO members VALUES ('Bob')");
        next.Commit();
        Assert.Equal(["Bob"], _connection.List("SELECT name FROM members"));
    }

    [Fact]
    public void The_newest_rollback_hook_is_called_with_its_state()
    {
        using var db = OpenRaw();
        List<object?> calls = [];
        raw.sqlite3_rollback_hook(db, calls.Add, "old");
        raw.sqlite3_rollback_hook(db, calls.Add, "new");
        Assert.Equal(0, raw.sqlite3_exec(db, "BEGIN; CREATE TABLE a (b); ROLLBACK"));
        Assert.Equal(["new"], calls);

        raw.sqlite3_rollback_hook(db, null, null);
        Assert.Equal(0, raw.sqlite3_exec(db, "BEGIN; CREATE TABLE a (b); ROLLBACK"));
        Assert.Single(calls);
    }

    [Fact]
    public void A_rollback_hook_that_throws_changes_nothing()
    {
        using var db = OpenRaw();
        raw.sqlite3_rollback_hook(db, _ => throw new InvalidOperationException("no"), null);
        Assert.Equal(0, raw.sqlite3_exec(db, "BEGIN; CREATE TABLE a (b); ROLLBACK; CREATE TABLE a (b)"));
    }

    [Fact]
    public void Closing_in_the_middle_of_a_transaction_calls_no_hook()
    {
        var called = false;
        using (var db = OpenRaw())
        {
            raw.sqlite3_rollback_hook(db, _ => called = true, null);
            Assert.Equal(0, raw.sqlite3_exec(db, "BEGIN; CREATE TABLE a (b)"));
        }

        Assert.False(called);
    }

    private static sqlite3 OpenRaw()
    {
        Assert.Equal(0, raw.sqlite3_open(":memory:", out var db));
        return db;
    }
}
