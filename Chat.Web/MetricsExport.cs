using Chat.Data;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Chat;

/// <summary>
/// Sends our metrics and the framework's to an OpenTelemetry collector. The first service to start and the last to stop:
/// the last numbers are those of a program that has finished its work.
/// </summary>
internal sealed partial class MetricsExport(IConfiguration configuration, ILogger<MetricsExport> logger) : IHostedService, IDisposable
{
    /// <summary>Of the five seconds that stopping may take. A collector that is gone must not cost more.</summary>
    private static readonly TimeSpan FlushWithin = TimeSpan.FromSeconds(1);

    private MeterProvider? provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        provider = Sdk.CreateMeterProviderBuilder()
            // OpenTelemetry looks for its OTEL_* settings where ours are.
            .ConfigureServices(services => services.AddSingleton(configuration))
            .SetResourceBuilder(Resource())
            .AddMeter(ChatMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter(options => LogExports(options.Endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)))
            .Build();
        return Task.CompletedTask;
    }

    // The environment comes last: OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word.
    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService("chat", serviceVersion: ChatMeter.Version)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

    /// <summary>Sends the last numbers, unless the time to stop in is over first.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var flush = Task.Run(() => provider?.Shutdown((int)FlushWithin.TotalMilliseconds), CancellationToken.None);
        await ((Task)flush).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => provider?.Dispose();

    [LoggerMessage(EventName = "ExportsMetrics", Level = LogLevel.Information, Message = "Metrics go to {Endpoint}")]
    private partial void LogExports(string endpoint);
}
