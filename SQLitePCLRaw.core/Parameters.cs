using System.Runtime.InteropServices;

namespace SQLitePCL;

public static unsafe partial class raw
{
    [LibraryImport(Library)]
    public static partial int sqlite3_bind_parameter_count(sqlite3_stmt statement);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sqlite3_bind_parameter_index(sqlite3_stmt statement, string name);

    [LibraryImport(Library)]
    public static partial utf8z sqlite3_bind_parameter_name(sqlite3_stmt statement, int index);

    [LibraryImport(Library)]
    public static partial int sqlite3_bind_null(sqlite3_stmt statement, int index);

    [LibraryImport(Library)]
    public static partial int sqlite3_bind_int64(sqlite3_stmt statement, int index, long value);

    [LibraryImport(Library)]
    public static partial int sqlite3_bind_double(sqlite3_stmt statement, int index, double value);

    public static int sqlite3_bind_text(sqlite3_stmt statement, int index, string? value)
    {
        if (value is null)
        {
            return sqlite3_bind_null(statement, index);
        }

        using var text = new Utf8Text(value, stackalloc byte[Utf8Text.StackBytes]);
        fixed (byte* bytes = NeverNull(text.Bytes))
        {
            return BindText(statement, index, bytes, text.Bytes.Length, SQLITE_TRANSIENT);
        }
    }

    public static int sqlite3_bind_blob(sqlite3_stmt statement, int index, ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = NeverNull(value))
        {
            return BindBlob(statement, index, bytes, value.Length, SQLITE_TRANSIENT);
        }
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    private static partial int BindText(sqlite3_stmt statement, int index, byte* value, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    private static partial int BindBlob(sqlite3_stmt statement, int index, byte* value, int length, nint destructor);
}
