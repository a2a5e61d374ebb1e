using System.Runtime.InteropServices;

namespace SQLitePCL;

public static unsafe partial class raw
{
    public static int sqlite3_prepare_v2(sqlite3 db, string sql, out sqlite3_stmt statement)
    {
        using var text = new Utf8Text(sql, stackalloc byte[Utf8Text.StackBytes]);
        return sqlite3_prepare_v2(db, text.Bytes, out statement, out _);
    }

    /// <param name="tail">What follows the first statement of <paramref name="sql"/>.</param>
    public static int sqlite3_prepare_v2(
        sqlite3 db, ReadOnlySpan<byte> sql, out sqlite3_stmt statement, out ReadOnlySpan<byte> tail)
    {
        if (db.Idle.TryTake(sql, out var idle))
        {
            statement = new sqlite3_stmt(idle.Statement, idle.Sql, db.Idle);
            tail = default;
            return SQLITE_OK;
        }

        fixed (byte* start = NeverNull(sql))
        {
            // SQLite says nothing of the tail when it fails before it reads: another connection may hold the schema.
            var end = start + sql.Length;
            var status = Prepare(db, start, sql.Length, out var prepared, &end);

            // SQL ends at a NUL for SQLite. A caller that went on with such a tail would get it back unchanged, for ever.
            tail = sql[(int)(end - start)..] is [not 0, ..] rest ? rest : default;
            statement = prepared != 0 && tail.IsEmpty && IdleStatements.Takes(sql)
                ? new sqlite3_stmt(prepared, sql.ToArray(), db.Idle)
                : new sqlite3_stmt(prepared);
            return status;
        }
    }

    [LibraryImport(Library)]
    public static partial int sqlite3_step(sqlite3_stmt statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_reset(sqlite3_stmt statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_stmt_isexplain(sqlite3_stmt statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_stmt_readonly(sqlite3_stmt statement);

    // SQLite takes a null pointer for NULL or for a misuse, and `fixed` makes one of an empty span.
    private static ReadOnlySpan<byte> NeverNull(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? [0] : bytes;

    [LibraryImport(Library, EntryPoint = "sqlite3_finalize")]
    internal static partial void Finalize(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    internal static partial void Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_clear_bindings")]
    internal static partial void ClearBindings(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_prepare_v2")]
    private static partial int Prepare(sqlite3 db, byte* sql, int length, out nint statement, byte** tail);
}
