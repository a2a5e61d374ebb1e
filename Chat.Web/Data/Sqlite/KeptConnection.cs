using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chat.Data.Sqlite;

// The provider's own class is the only place where a connection's end can be put off until its context's.
#pragma warning disable EF1001

/// <summary>
/// A context's connection stays open as long as the context, which has a pool of its own. Entity Framework would close it
/// whenever the context goes back there: to open it anew sets pragmas and registers functions, and each of these makes
/// SQLite forget every statement that it has compiled (<c>OP_Expire</c>).
/// </summary>
internal sealed class KeptConnection(
    RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder commands, IDiagnosticsLogger<Microsoft.EntityFrameworkCore.DbLoggerCategory.Infrastructure> logger)
    : SqliteRelationalConnection(dependencies, commands, logger)
{
    protected override void CloseDbConnection()
    {
    }

    protected override Task CloseDbConnectionAsync() => Task.CompletedTask;
}
