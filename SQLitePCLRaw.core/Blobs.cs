using System.Runtime.InteropServices;

namespace SQLitePCL;

public static unsafe partial class raw
{
    /// <param name="flags">0 to read, anything else to read and write.</param>
    public static int sqlite3_blob_open(
        sqlite3 db, string database, string table, string column, long rowid, int flags, out sqlite3_blob blob)
    {
        var status = OpenBlob(db, database, table, column, rowid, flags, out var opened);
        blob = new sqlite3_blob(opened);
        return status;
    }

    [LibraryImport(Library)]
    public static partial int sqlite3_blob_bytes(sqlite3_blob blob);

    public static int sqlite3_blob_read(sqlite3_blob blob, Span<byte> bytes, int offset)
    {
        fixed (byte* start = bytes)
        {
            return ReadBlob(blob, start, bytes.Length, offset);
        }
    }

    public static int sqlite3_blob_write(sqlite3_blob blob, ReadOnlySpan<byte> bytes, int offset)
    {
        fixed (byte* start = bytes)
        {
            return WriteBlob(blob, start, bytes.Length, offset);
        }
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_blob_close")]
    internal static partial void CloseBlob(nint blob);

    [LibraryImport(Library, EntryPoint = "sqlite3_blob_open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenBlob(
        sqlite3 db, string database, string table, string column, long rowid, int flags, out nint blob);

    [LibraryImport(Library, EntryPoint = "sqlite3_blob_read")]
    private static partial int ReadBlob(sqlite3_blob blob, byte* bytes, int length, int offset);

    [LibraryImport(Library, EntryPoint = "sqlite3_blob_write")]
    private static partial int WriteBlob(sqlite3_blob blob, byte* bytes, int length, int offset);
}
