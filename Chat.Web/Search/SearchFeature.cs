using Chat.Messages;

namespace Chat.Search;

/// <summary>Finding what was said, and the way to rooms and people by a few letters.</summary>
public static class SearchFeature
{
    public static WebApplicationBuilder AddSearch(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IMessageWitness, IndexWitness>();
        services.AddSingleton<Indexing>();
        services.AddHostedService(provider => provider.GetRequiredService<Indexing>());
        services.AddScoped<Finder>();
        services.AddScoped<Switcher>();
        return builder;
    }
}
