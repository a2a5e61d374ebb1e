using Chat.Accounts;
using Chat.Jobs;
using Chat.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Push;

/// <summary>The devices that are notified, and what is sent to them by way of their push services.</summary>
public static class PushFeature
{
    public static WebApplicationBuilder AddPush(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PushOptions>().BindConfiguration("Chat:Push").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ServerKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<ServerKeys>());
        services.AddSingleton<Vapid>();
        services.AddSingleton<Endpoints>();
        services.AddSingleton<LastPushes>();
        services.AddHostedService(provider => provider.GetRequiredService<LastPushes>());
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<Pushing>();
        services.AddSingleton<PushMetrics>();
        services.AddSingleton<PushServices>();
        services.AddSingleton<PushRequest>();
        services.AddJob<PushJob>();
        services.AddRecurringJob<FormerKeys>();
        return builder;
    }

    public static void MapPush(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/push/key", ShowKey).RequireAuthorization();
        routes.MapPost("/push/subscribe", SubscribeAsync).RequireAuthorization();
        routes.MapPost("/push/unsubscribe", UnsubscribeAsync).RequireAuthorization();
    }

    private static JsonHttpResult<PresentKey> ShowKey(HttpContext http, ServerKeys keys)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new PresentKey(keys.Public));
    }

    private static async Task<IResult> SubscribeAsync(HttpContext http, Subscriptions subscriptions, Limits limits)
    {
        var me = Me.IdOf(http.User)!.Value;
        if (limits.Changes.Refuses(me) is { } wait)
            return http.TooMany(wait);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var offer = new Offer(form["Endpoint"].ToString(), form["P256dh"].ToString(), form["Auth"].ToString(), form["Key"].ToString());
        return await subscriptions.SubscribeAsync(me, Me.SessionOf(http.User)!.Value, OriginOf(http.Request), offer) switch
        {
            SubscribeOutcome.Done => TypedResults.NoContent(),
            SubscribeOutcome.BadEndpoint => Refused("Endpoint"),
            SubscribeOutcome.BadKeys => Refused("P256dh"),
            SubscribeOutcome.UnknownServerKey => Refused("Key"),
            _ => TypedResults.Unauthorized(),
        };
    }

    /// <summary>As the browser itself names it; behind a proxy that tells nothing of HTTPS the request does not know.</summary>
    private static string OriginOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value
            ? origin.GetLeftPart(UriPartial.Authority)
            : $"{request.Scheme}://{request.Host}";

    private static UnprocessableEntity<HttpValidationProblemDetails> Refused(string field) =>
        TypedResults.UnprocessableEntity(new HttpValidationProblemDetails { Errors = { [field] = ["It was refused."] } });

    private static async Task<IResult> UnsubscribeAsync(HttpContext http, Subscriptions subscriptions, Limits limits)
    {
        var me = Me.IdOf(http.User)!.Value;
        if (limits.Changes.Refuses(me) is { } wait)
            return http.TooMany(wait);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        await subscriptions.UnsubscribeAsync(me, form["Endpoint"].ToString());
        return TypedResults.NoContent();
    }

    private sealed record PresentKey(string Key);
}
