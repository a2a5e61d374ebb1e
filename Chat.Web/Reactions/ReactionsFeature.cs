using Chat.Messages;

namespace Chat.Reactions;

/// <summary>What people think of messages, said with an emoji.</summary>
public static class ReactionsFeature
{
    public static WebApplicationBuilder AddReactions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Reacting>();
        builder.Services.AddSingleton<ITailPart, Chips>();
        return builder;
    }
}
