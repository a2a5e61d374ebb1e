using System.Runtime.InteropServices;

namespace SQLitePCL;

/// <summary>The columns of a statement and, once it has stepped, the values of its row.</summary>
public static unsafe partial class raw
{
    [LibraryImport(Library)]
    public static partial int sqlite3_column_count(sqlite3_stmt statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_data_count(sqlite3_stmt statement);

    [LibraryImport(Library)]
    public static partial utf8z sqlite3_column_name(sqlite3_stmt statement, int index);

    [LibraryImport(Library)]
    public static partial utf8z sqlite3_column_database_name(sqlite3_stmt statement, int index);

    [LibraryImport(Library)]
    public static partial utf8z sqlite3_column_table_name(sqlite3_stmt statement, int index);

    [LibraryImport(Library)]
    public static partial utf8z sqlite3_column_origin_name(sqlite3_stmt statement, int index);

    [LibraryImport(Library)]
    public static partial utf8z sqlite3_column_decltype(sqlite3_stmt statement, int index);

    [LibraryImport(Library)]
    public static partial int sqlite3_column_type(sqlite3_stmt statement, int index);

    [LibraryImport(Library)]
    public static partial long sqlite3_column_int64(sqlite3_stmt statement, int index);

    [LibraryImport(Library)]
    public static partial double sqlite3_column_double(sqlite3_stmt statement, int index);

    /// <returns>The text, its NULs included; valid until the statement steps, is reset or finalized.</returns>
    public static utf8z sqlite3_column_text(sqlite3_stmt statement, int index)
    {
        // The length after the pointer: asking for text may convert the value, and only then is its length known.
        var text = ColumnText(statement, index);
        return new utf8z(text, ColumnBytes(statement, index));
    }

    /// <returns>The bytes; valid until the statement steps, is reset or finalized.</returns>
    public static ReadOnlySpan<byte> sqlite3_column_blob(sqlite3_stmt statement, int index)
    {
        var blob = ColumnBlob(statement, index);
        return new ReadOnlySpan<byte>(blob, ColumnBytes(statement, index));
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_column_text")]
    private static partial byte* ColumnText(sqlite3_stmt statement, int index);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    private static partial byte* ColumnBlob(sqlite3_stmt statement, int index);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    private static partial int ColumnBytes(sqlite3_stmt statement, int index);
}
