namespace Chat.Delivery;

/// <summary>Carries every committed change to everyone who may see it, over any network.</summary>
public static class DeliveryFeature
{
    public static WebApplicationBuilder AddDelivery(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<Hub>();
        services.AddHostedService<Pulse>();
        services.AddHostedService<Publisher>();
        services.AddSingleton<Seats>();
        services.AddSingleton<Replay>();
        services.AddSingleton<Regulars>();
        services.AddSingleton<Polls>();
        services.AddSingleton<Events>();
        return builder;
    }

    /// <summary>
    /// <c>GET /events</c>, before all that pages need: what stands between a connection and its stream stays in memory
    /// as long as the stream does.
    /// </summary>
    public static IApplicationBuilder UseDelivery(this IApplicationBuilder app)
    {
        var events = app.ApplicationServices.GetRequiredService<Events>();
        return app.Use((http, next) =>
            http.Request.Path == "/events" && HttpMethods.IsGet(http.Request.Method) ? events.HandleAsync(http) : next(http));
    }
}
