using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chat.Data.Sqlite;

/// <summary>
/// Sets what SQLite keeps per connection: <c>synchronous=FULL</c>, so that a commit has reached the disk when it returns.
/// The journal mode (WAL) is kept in the file.
/// </summary>
public sealed class Durability : DbConnectionInterceptor
{
    public static readonly Durability Instance = new();

    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    public static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
