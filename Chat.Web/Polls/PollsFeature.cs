using Chat.Messages;

namespace Chat.Polls;

/// <summary>Questions to a room, with the answers to choose from.</summary>
public static class PollsFeature
{
    public static WebApplicationBuilder AddPolls(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Asking>();
        builder.Services.AddSingleton<Voting>();
        builder.Services.AddSingleton<ITailPart, Ballot>();
        return builder;
    }
}
