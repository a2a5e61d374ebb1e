using Chat.Data.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Data;

/// <summary>The database, its writer and the data folder.</summary>
public static class DataFeature
{
    public static WebApplicationBuilder AddData(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DataOptions>().BindConfiguration("Chat").ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton<WriteLock>();
        services.AddSingleton<NameClock>();
        services.AddSingleton<SaveUnderLock>();
        // Ordinary contexts read, and save in turn with the writer.
        services.AddDbContextPool<ChatDb, SqliteChatDb>((provider, options) =>
            Configure(provider, options).AddInterceptors(provider.GetRequiredService<SaveUnderLock>()));
        // The writer's own context holds the lock itself.
        services.AddSingleton<IDbContextFactory<ChatDb>, WriterContextFactory>();

        services.AddSingleton<Database>();
        services.AddSingleton<WriterMetrics>();
        services.AddSingleton<Writer>();
        services.AddHostedService(provider => provider.GetRequiredService<Writer>());
        services.AddSingleton<Continuity>();
        services.AddHostedService(provider => provider.GetRequiredService<Continuity>());

        // Each request opens two sealed values, cookie and form token: the cipher that the processor has built in.
        services.AddDataProtection().SetApplicationName("chat")
            .UseCryptographicAlgorithms(new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddSingleton<IConfigureOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>, KeysInDataFolder>();
        return builder;
    }

    internal static DbContextOptionsBuilder Configure(IServiceProvider provider, DbContextOptionsBuilder options)
    {
        SqliteChatDb.Configure(options, provider.GetRequiredService<IOptions<DataOptions>>().Value.SqliteConnection);
        return options;
    }
}
