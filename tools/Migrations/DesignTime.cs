using Chat.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Chat.Migrations;

/// <summary>Gives <c>dotnet ef</c> the context of the provider named after <c>--</c>.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteChatDb>
{
    public SqliteChatDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteChatDb>();
        SqliteChatDb.Configure(options, "Data Source=:memory:");
        return new SqliteChatDb(options.Options);
    }
}
