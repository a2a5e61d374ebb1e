using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace SQLitePCL;

/// <summary>
/// The functions of SQLite's C interface that Microsoft.Data.Sqlite and EF Core call, under the names and shapes
/// they call them by. What each one does is told at https://sqlite.org/c3ref/funclist.html.
/// </summary>
/// <remarks>
/// Traits: Connections, Errors, Statements, Parameters, Columns, Functions, Aggregates, Values, Results,
/// Collations, RollbackHooks, Blobs, Backups, Extensions, Engine.
/// </remarks>
public static unsafe partial class raw
{
    // Every import carries this name; SystemSqlite turns it into the library of the operating system.
    private const string Library = "sqlite3";

    private const int SQLITE_OK = 0;
    private const int SQLITE_ERROR = 1;
    private const int SQLITE_UTF8 = 1;

    // Tells SQLite to copy bytes before the call returns: they live on our stack or in a pooled array.
    private const nint SQLITE_TRANSIENT = -1;

    static raw() => NativeLibrary.SetDllImportResolver(
        typeof(raw).Assembly,
        (name, _, _) => name == Library ? SystemSqlite.Load() : 0);
}
