using Chat.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Bench.Servers;

/// <summary>The product's own way to a data folder, without its server.</summary>
internal static class Storage
{
    public static WebApplication Of(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection([new("Chat:Data", folder)]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddData();
        return builder.Build();
    }
}
