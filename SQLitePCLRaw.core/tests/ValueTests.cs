using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

public sealed class ValueTests : IDisposable
{
    private readonly SqliteConnection _connection = Database.Open();

    public void Dispose() => _connection.Dispose();

    public static TheoryData<string> Texts() =>
    [
        "",
        "plain",
        "a\0b\0",
        "\0",
        "안녕하세요, 여러분",
        "👩‍👩‍👧‍👦 🏳️‍🌈",
        new string('x', 170),
        new string('x', 171),
        new string('한', 170),
        new string('한', 171),
        new string('x', 512),
        new string('글', 1024 * 1024),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_comes_back_as_it_was(string text)
    {
        using var command = _connection.Command("SELECT @0, typeof(@0), length(CAST(@0 AS BLOB))", text);
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal(text, reader.GetString(0));
        Assert.Equal("text", reader.GetString(1));
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(text), reader.GetInt32(2));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("a\uFFFDb", _connection.Ask("SELECT @0", "a\uD83Db"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024 * 1024)]
    public void Bytes_come_back_as_they_were(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);

        using var command = _connection.Command("SELECT @0, typeof(@0)", bytes);
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal(bytes, reader.GetFieldValue<byte[]>(0));
        Assert.Equal("blob", reader.GetString(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x''")]
    public void An_empty_value_is_not_null(string value)
    {
        object empty = value.Length == 0 ? "" : Array.Empty<byte>();
        _connection.Run("CREATE TABLE notes (body NOT NULL)");
        Assert.Equal(1, _connection.Run("INSERT INTO notes VALUES (@0)", empty));
        Assert.Equal(0L, _connection.Ask("SELECT body IS NULL FROM notes"));
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Integers_come_back_as_they_were(long value) => Assert.Equal(value, _connection.Ask("SELECT @0", value));

    [Theory]
    [InlineData(0.1)]
    [InlineData(-1.5e300)]
    [InlineData(double.Epsilon)]
    [InlineData(double.PositiveInfinity)]
    public void Real_numbers_come_back_as_they_were(double value) => Assert.Equal(value, _connection.Ask("SELECT @0", value));

    [Fact]
    public void Null_comes_back_as_null()
    {
        using var command = _connection.Command("SELECT @0, typeof(@0)", DBNull.Value);
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.True(reader.IsDBNull(0));
        Assert.Equal("null", reader.GetString(1));
    }

    [Fact]
    public void Null_text_binds_null()
    {
        Assert.Equal(0, raw.sqlite3_open(":memory:", out var db));
        using (db)
        {
            Assert.Equal(0, raw.sqlite3_prepare_v2(db, "SELECT ?1", out var statement));
            using (statement)
            {
                Assert.Equal(0, raw.sqlite3_bind_text(statement, 1, null));
                Assert.Equal(100, raw.sqlite3_step(statement));
                Assert.Null(raw.sqlite3_column_text(statement, 0).utf8_to_string());
                Assert.True(raw.sqlite3_column_blob(statement, 0).IsEmpty);
            }
        }
    }

    [Fact]
    public void Other_types_keep_their_value()
    {
        var id = Guid.NewGuid();
        var time = new DateTimeOffset(2026, 2, 28, 23, 59, 59, 123, TimeSpan.FromHours(9));
        using var command = _connection.Command("SELECT @0, @1, @2, @3", id, time, 12345678901234567890.12m, true);
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal(id, reader.GetGuid(0));
        Assert.Equal(time, reader.GetDateTimeOffset(1));
        Assert.Equal(12345678901234567890.12m, reader.GetDecimal(2));
        Assert.True(reader.GetBoolean(3));
    }

    [Fact]
    public void Utf8_texts_tell_none_from_empty()
    {
        Assert.Null(utf8z.FromString(null).utf8_to_string());
        Assert.Equal("", utf8z.FromString("").utf8_to_string());
        Assert.Equal("한글", utf8z.FromString("한글").utf8_to_string());
    }
}
