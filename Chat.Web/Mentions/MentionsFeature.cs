using Chat.Accounts;
using Chat.Messages;
using Chat.Shared;

namespace Chat.Mentions;

/// <summary>Who is called by name in a message, and where people find what calls them.</summary>
public static class MentionsFeature
{
    public static WebApplicationBuilder AddMentions(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<News>();
        services.AddHostedService(provider => provider.GetRequiredService<News>());
        services.AddSingleton<IMessageWitness, MentionWitness>();
        services.AddSingleton<Inbox>();
        services.AddScoped<Callables>();
        return builder;
    }

    public static void MapMentions(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/rooms/{room:long}/callables", FindAsync).RequireAuthorization();

    /// <summary>Whom one may call in a room, by a part of their name: <c>{"people":[{"person","name","handle"}],"all":["room","here"]}</c>.</summary>
    private static async Task<IResult> FindAsync(long room, string? find, HttpContext http, Callables callables, Limits limits)
    {
        var me = Me.IdOf(http.User)!.Value;
        if (limits.Signals.Refuses(me) is { } wait)
            return http.TooMany(wait);
        if (await callables.FindAsync(me, room, find, http.RequestAborted) is not { } found)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(found);
    }
}
