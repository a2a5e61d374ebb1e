using Chat.Data;
using Chat.Jobs;
using Chat.Messages;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;

namespace Chat.Previews;

/// <summary>What the pages that messages link to say of themselves.</summary>
public static class PreviewsFeature
{
    /// <summary>The address names the picture by a random name; a newer one may take its place within the day.</summary>
    private const string KeepForADay = "private, max-age=86400";

    public static WebApplicationBuilder AddPreviews(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PreviewOptions>().BindConfiguration("Chat:Previews");
        services.AddSingleton<PreviewMetrics>();
        services.AddSingleton<PreviewQueue>();
        services.AddSingleton<Pictures>();
        services.AddSingleton<Sight>();
        services.AddSingleton<Hiding>();
        services.AddScoped<PreviewSwitch>();
        services.AddSingleton<IMessageWitness, PreviewWitness>();
        services.AddSingleton<ITailPart, PreviewPart>();
        services.AddHostedService<PreviewWorker>();
        services.AddRecurringJob<PreviewUpkeep>();
        return builder;
    }

    public static void MapPreviews(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/previews/{id:long}/picture", ShowAsync).RequireAuthorization();

    /// <summary>A picture of a stranger's page, which is shown and never run: nothing in it may load, send or script.</summary>
    private static async Task<IResult> ShowAsync(long id, string? key, HttpContext http, ChatDb db, Pictures pictures)
    {
        var name = await db.Previews.Where(p => p.Id == id && p.Picture != null && p.Picture == key).Select(p => p.Picture).SingleOrDefaultAsync(http.RequestAborted);
        if (name is null || pictures.Open(name) is not var (file, type))
            return TypedResults.NotFound();
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = KeepForADay;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Stream(file, type);
    }
}
