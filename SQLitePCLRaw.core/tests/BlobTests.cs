using Microsoft.Data.Sqlite;

namespace SQLitePCL.Tests;

public sealed class BlobTests : IDisposable
{
    private readonly SqliteConnection _connection = Database.Open();

    public BlobTests() => _connection.Run(
        "CREATE TABLE files (id INTEGER PRIMARY KEY, bytes BLOB); INSERT INTO files VALUES (1, zeroblob(100000)), (2, x'')");

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void A_blob_is_written_and_read_in_pieces()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        using (var blob = new SqliteBlob(_connection, "files", "bytes", 1))
        {
            new MemoryStream(bytes).CopyTo(blob, bufferSize: 777);
        }

        using (var blob = new SqliteBlob(_connection, "files", "bytes", 1, readOnly: true))
        {
            var copy = new MemoryStream();
            blob.CopyTo(copy, bufferSize: 777);
            Assert.Equal(bytes, copy.ToArray());

            blob.Position = 50_000;
            Assert.Equal(bytes[50_000], blob.ReadByte());
        }
    }

    [Fact]
    public void A_reader_streams_a_blob()
    {
        using var command = _connection.Command("SELECT id, bytes FROM files WHERE id = 1");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        using var stream = reader.GetStream(1);
        Assert.IsType<SqliteBlob>(stream);
        Assert.Equal(100_000, stream.Length);
    }

    [Fact]
    public void An_empty_blob_reads_and_writes_nothing()
    {
        using var blob = new SqliteBlob(_connection, "files", "bytes", 2);
        Assert.Equal(0, blob.Length);
        blob.Write([]);
        Assert.Equal(0, blob.Read(new byte[8]));
    }

    [Fact]
    public void A_missing_row_is_an_error_with_its_message()
    {
        var error = Assert.Throws<SqliteException>(() => new SqliteBlob(_connection, "files", "bytes", 3));
        Assert.Contains("no such rowid: 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blob_whose_row_changed_is_aborted()
    {
        using var blob = new SqliteBlob(_connection, "files", "bytes", 1);
        _connection.Run("UPDATE files SET bytes = x'00' WHERE id = 1");
        Assert.Equal(4, Assert.Throws<SqliteException>(() => blob.ReadByte()).SqliteErrorCode);
    }
}
