namespace Chat.Outbound;

/// <summary>What the server asks of others.</summary>
public static class OutboundFeature
{
    public static WebApplicationBuilder AddOutbound(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<OutboundRules>();
        builder.Services.AddSingleton<GuardedClient>();
        return builder;
    }
}
