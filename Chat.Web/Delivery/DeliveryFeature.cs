using Microsoft.AspNetCore.Mvc;

namespace Chat.Delivery;

/// <summary>Carries every committed change to everyone who may see it, over any network.</summary>
public static class DeliveryFeature
{
    public static WebApplicationBuilder AddDelivery(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Hub>();
        services.AddSingleton<Pulse>();
        services.AddHostedService(provider => provider.GetRequiredService<Pulse>());
        services.AddHostedService<Publisher>();
        services.AddSingleton<Replay>();
        services.AddSingleton<Events>();
        return builder;
    }

    public static void MapDelivery(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/events", (HttpContext http, [FromServices] Events events) => events.HandleAsync(http))
            .RequireAuthorization()
            .WithMetadata(new SkipStatusCodePagesAttribute());
}
