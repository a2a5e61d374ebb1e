using Chat.Accounts;
using Chat.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Chat.App;

/// <summary>What makes the pages an app: the manifest, the service worker, the page without a network, what other apps share.</summary>
public static class AppFeature
{
    public static WebApplicationBuilder AddApp(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AppOptions>().BindConfiguration("Chat");
        builder.Services.AddSingleton<WorkerScript>();
        return builder;
    }

    public static void MapApp(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/manifest.webmanifest", Manifest).AllowAnonymous();
        routes.MapGet("/sw.js", Worker).AllowAnonymous();
        routes.MapGet("/app/who", Who).RequireAuthorization();
    }

    private static ContentHttpResult Manifest(HttpContext http, Brand brand, IStringLocalizer<Text> text)
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = "Accept-Language";
        return TypedResults.Text(App.Manifest.Write(brand, text), "application/manifest+json");
    }

    private static IResult Worker(HttpContext http, WorkerScript script)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return script.Text is { } text ? TypedResults.Text(text, "text/javascript") : TypedResults.NotFound();
    }

    /// <summary>The worker has no page to take its token from, and nobody tells it who is here.</summary>
    private static JsonHttpResult<Here> Who(HttpContext http, IAntiforgery antiforgery)
    {
        var token = antiforgery.GetAndStoreTokens(http).RequestToken;
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new Here(Me.IdOf(http.User)!.Value, token));
    }

    private sealed record Here(long Person, string? Token);
}
