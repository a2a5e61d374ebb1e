using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SQLitePCL;

public static unsafe partial class raw
{
    // SQLite hands out a connection even when opening fails: it holds the error's message and must be closed.
    public static int sqlite3_open(string filename, out sqlite3 db)
    {
        var status = Open(filename, out var connection);
        db = new sqlite3(connection);
        return status;
    }

    public static int sqlite3_open_v2(string filename, out sqlite3 db, int flags, string? vfs)
    {
        var status = Open(filename, out var connection, flags, vfs);
        db = new sqlite3(connection);
        return status;
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial utf8z sqlite3_db_filename(sqlite3 db, string? database);

    [LibraryImport(Library)]
    public static partial int sqlite3_changes(sqlite3 db);

    public static int sqlite3_exec(sqlite3 db, string sql) => Execute(db, sql, row: 0, state: 0, error: 0);

    public static int sqlite3_db_config(sqlite3 db, int option, int value, out int result) =>
        OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? ConfigureOnAppleArm(db, option, 0, 0, 0, 0, 0, 0, value, out result)
            : Configure(db, option, value, out result);

    public static int sqlite3_table_column_metadata(
        sqlite3 db,
        string? database,
        string table,
        string? column,
        out string? dataType,
        out string? collation,
        out int notNull,
        out int primaryKey,
        out int autoIncrement)
    {
        var status = ColumnMetadata(
            db, database, table, column, out var type, out var order, out notNull, out primaryKey, out autoIncrement);
        dataType = Marshal.PtrToStringUTF8(type);
        collation = Marshal.PtrToStringUTF8(order);
        return status;
    }

    /// <summary>
    /// Closes a connection now or, while statements, blobs or backups of it are open, with the last of them:
    /// finalizers run in no order.
    /// </summary>
    internal static void Close(nint connection)
    {
        // The hook has no destructor, and closing may roll back: after this no rollback reaches the freed state.
        ReplaceRollbackHook(connection, null, 0);
        CloseWhenUnused(connection);
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string filename, out nint db);

    [LibraryImport(Library, EntryPoint = "sqlite3_open_v2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string filename, out nint db, int flags, string? vfs);

    [LibraryImport(Library, EntryPoint = "sqlite3_close_v2")]
    private static partial void CloseWhenUnused(nint db);

    [LibraryImport(Library, EntryPoint = "sqlite3_exec", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(sqlite3 db, string sql, nint row, nint state, nint error);

    // The C function is variadic, hence cdecl even where 32-bit Windows builds use stdcall.
    [LibraryImport(Library, EntryPoint = "sqlite3_db_config")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int Configure(sqlite3 db, int option, int value, out int result);

    // Apple passes variadic arguments on the stack in slots of eight bytes: six unused ones fill the registers first.
    [LibraryImport(Library, EntryPoint = "sqlite3_db_config")]
    private static partial int ConfigureOnAppleArm(
        sqlite3 db, int option, nint x2, nint x3, nint x4, nint x5, nint x6, nint x7, nint value, out int result);

    [LibraryImport(Library, EntryPoint = "sqlite3_table_column_metadata", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ColumnMetadata(
        sqlite3 db,
        string? database,
        string table,
        string? column,
        out nint dataType,
        out nint collation,
        out int notNull,
        out int primaryKey,
        out int autoIncrement);
}
