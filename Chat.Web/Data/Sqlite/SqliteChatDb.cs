using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Data.Sqlite;

/// <summary>The database as one SQLite file.</summary>
public sealed class SqliteChatDb(DbContextOptions<SqliteChatDb> options) : ChatDb(options)
{
    /// <summary>The file has one writer, which is this program.</summary>
    public override bool IsShared => false;

    public static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseSqlite(connectionString)
            .ReplaceService<IMigrationsSqlGenerator, ClusteringSqlGenerator>()
            .AddInterceptors(Connections.Instance);
}
