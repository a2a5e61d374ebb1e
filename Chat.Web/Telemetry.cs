namespace Chat;

/// <summary>Metrics for whoever runs the program: <c>docs/metrics.md</c> says which.</summary>
internal static class Telemetry
{
    /// <summary>OpenTelemetry's own variable. Without it nothing of OpenTelemetry is even loaded.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            builder.Services.AddHostedService<MetricsExport>();
    }
}
