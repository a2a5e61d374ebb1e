using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;

namespace Chat.Data.Sqlite;

#pragma warning disable EF1001 // what KeptConnection takes the place of

/// <summary>The database as one SQLite file.</summary>
public sealed class SqliteChatDb(DbContextOptions<SqliteChatDb> options) : ChatDb(options)
{
    /// <summary>The file has one writer, which is this program.</summary>
    public override bool IsShared => false;

    public static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseSqlite(connectionString)
            .ReplaceService<IMigrationsSqlGenerator, ClusteringSqlGenerator>()
            .ReplaceService<ISqliteRelationalConnection, KeptConnection>()
            .AddInterceptors(Connections.Instance);
}
