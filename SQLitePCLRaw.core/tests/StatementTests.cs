using System.Text;
using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

public sealed class StatementTests : IDisposable
{
    private readonly SqliteConnection _connection = Database.Open();

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Statements_after_each_other_all_run()
    {
        var changes = _connection.Run(
            """
            -- 방을 만든다
            CREATE TABLE rooms (name TEXT);
            INSERT INTO rooms VALUES ('로비'), ('kitchen');
            ;
            UPDATE rooms SET name = name || '!';  -- done
            """);
        Assert.Equal(4, changes);
        Assert.Equal(["로비!", "kitchen!"], _connection.List("SELECT name FROM rooms"));
    }

    [Fact]
    public void Every_statement_has_its_own_result()
    {
        using var command = _connection.Command("SELECT 1; SELECT 'two' WHERE 0; SELECT @0", "셋");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal(1, reader.GetInt32(0));
        Assert.True(reader.NextResult());
        Assert.False(reader.Read());
        Assert.True(reader.NextResult());
        Assert.True(reader.Read());
        Assert.Equal("셋", reader.GetString(0));
        Assert.False(reader.NextResult());
    }

    [Fact]
    public void A_prepared_command_runs_again_with_other_values()
    {
        using var command = _connection.Command("SELECT $number * 2");
        var number = command.Parameters.Add("$number", SqliteType.Integer);
        command.Prepare();
        for (var value = 0; value < 100; value++)
        {
            number.Value = value;
            Assert.Equal(value * 2L, command.ExecuteScalar());
        }
    }

    [Theory]
    [InlineData("@name")]
    [InlineData("$name")]
    [InlineData(":name")]
    [InlineData("?1")]
    [InlineData("@이름")]
    public void Parameters_are_found_by_name(string name)
    {
        using var command = _connection.Command($"SELECT {name}");
        command.Parameters.AddWithValue(name, "value");
        Assert.Equal("value", command.ExecuteScalar());
    }

    [Fact]
    public void A_missing_parameter_is_named_in_the_error()
    {
        using var command = _connection.Command("SELECT @a, @이름");
        command.Parameters.AddWithValue("@a", 1);
        Assert.Contains("@이름", Assert.Throws<InvalidOperationException>(command.ExecuteScalar).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tail_of_one_statement_is_the_next()
    {
        using var db = OpenRaw();
        var sql = "SELECT '하나'; SELECT 2 ;"u8;

        Assert.Equal(0, raw.sqlite3_prepare_v2(db, sql, out var first, out var tail));
        first.Dispose();
        Assert.Equal(" SELECT 2 ;", Encoding.UTF8.GetString(tail));

        Assert.Equal(0, raw.sqlite3_prepare_v2(db, tail, out var second, out tail));
        Assert.Equal(1, raw.sqlite3_column_count(second));
        second.Dispose();
        Assert.True(tail.IsEmpty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("-- nothing")]
    [InlineData("/* nothing */ ")]
    public void Blank_sql_makes_an_invalid_statement_and_no_error(string sql)
    {
        using var db = OpenRaw();
        Assert.Equal(0, raw.sqlite3_prepare_v2(db, Encoding.UTF8.GetBytes(sql), out var statement, out var tail));
        Assert.True(statement.IsInvalid);
        Assert.True(tail.IsEmpty);
        statement.Dispose();
    }

    [Fact]
    public void Sql_ends_at_a_nul()
    {
        using var command = _connection.Command("SELECT 1;\0SELECT 2");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.False(reader.NextResult());
    }

    [Fact]
    public void A_schema_locked_by_another_connection_is_an_error_and_no_crash()
    {
        const int OpenReadWriteCreateUri = 0x2 | 0x4 | 0x40;
        const string Shared = "file:locked?mode=memory&cache=shared";
        Assert.Equal(0, raw.sqlite3_open_v2(Shared, out var writer, OpenReadWriteCreateUri, null));
        Assert.Equal(0, raw.sqlite3_open_v2(Shared, out var reader, OpenReadWriteCreateUri, null));
        using (writer)
        using (reader)
        {
            Assert.Equal(0, raw.sqlite3_exec(writer, "BEGIN; CREATE TABLE rooms (name)"));
            Assert.Equal(6, raw.sqlite3_prepare_v2(reader, "SELECT 1"u8, out var statement, out var tail));
            Assert.True(statement.IsInvalid);
            Assert.True(tail.IsEmpty);
            statement.Dispose();
        }
    }

    [Fact]
    public void Long_sql_is_prepared_whole()
    {
        var words = string.Join(',', Enumerable.Range(0, 5000).Select(number => $"('글{number}')"));
        Assert.Equal(5000L, _connection.Ask($"SELECT count(*) FROM (VALUES {words})"));

        using var db = OpenRaw();
        Assert.Equal(0, raw.sqlite3_prepare_v2(db, $"SELECT count(*) FROM (VALUES {words})", out var statement));
        Assert.Equal(100, raw.sqlite3_step(statement));
        Assert.Equal(5000, raw.sqlite3_column_int64(statement, 0));
        statement.Dispose();
    }

    [Fact]
    public void Statements_know_what_they_are()
    {
        using var db = OpenRaw();
        Assert.Equal(0, raw.sqlite3_prepare_v2(db, "EXPLAIN SELECT 1", out var explain));
        Assert.Equal(0, raw.sqlite3_prepare_v2(db, "CREATE TABLE rooms (name)", out var create));
        using (explain)
        using (create)
        {
            Assert.Equal(1, raw.sqlite3_stmt_isexplain(explain));
            Assert.Equal(1, raw.sqlite3_stmt_readonly(explain));
            Assert.Equal(0, raw.sqlite3_stmt_isexplain(create));
            Assert.Equal(0, raw.sqlite3_stmt_readonly(create));
        }
    }

    private static sqlite3 OpenRaw()
    {
        Assert.Equal(0, raw.sqlite3_open(":memory:", out var db));
        return db;
    }
}
