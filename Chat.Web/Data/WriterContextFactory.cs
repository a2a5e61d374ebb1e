using Chat.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chat.Data;

/// <summary>Contexts that save without asking for the <see cref="WriteLock"/>: their user holds it, or is alone.</summary>
public sealed class WriterContextFactory(IServiceProvider provider) : IDbContextFactory<ChatDb>
{
    private readonly DbContextOptions<SqliteChatDb> options = Build(provider);

    public ChatDb CreateDbContext() => new SqliteChatDb(options);

    private static DbContextOptions<SqliteChatDb> Build(IServiceProvider provider)
    {
        var builder = new DbContextOptionsBuilder<SqliteChatDb>();
        DataFeature.Configure(provider, builder);
        builder.UseApplicationServiceProvider(provider);
        return builder.Options;
    }
}
