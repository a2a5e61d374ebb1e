using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Chat.Tests;

/// <summary>An OpenTelemetry collector on loopback. It reads nothing into what it is sent: names stand in it as they are.</summary>
internal sealed class Collector : IAsyncDisposable
{
    /// <summary>Far longer than anything here takes: reached only when what is waited for never comes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<string> bodies = Channel.CreateUnbounded<string>();
    private readonly WebApplication server;

    private Collector(HttpProtocols protocol)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocol));
        server = builder.Build();
        server.MapPost("/v1/metrics", TakeAsync);
        server.MapPost("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", TakeCallAsync);
    }

    public string Address => server.Urls.First();

    public static async Task<Collector> StartAsync(HttpProtocols protocol)
    {
        var collector = new Collector(protocol);
        await collector.server.StartAsync();
        return collector;
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.Latin1);
        bodies.Writer.TryWrite(await reader.ReadToEndAsync(http.RequestAborted));
        http.Response.ContentType = http.Request.ContentType;
    }

    /// <summary>The same as a gRPC call: the answer is an empty message and a trailer.</summary>
    private async Task TakeCallAsync(HttpContext http)
    {
        await TakeAsync(http);
        http.Response.AppendTrailer("grpc-status", "0");
        await http.Response.Body.WriteAsync(new byte[5], http.RequestAborted);
    }

    /// <summary>Waits until all of these have come, in whatever order and number of exports.</summary>
    public async Task ReceivesAsync(params IEnumerable<string> words)
    {
        using var patience = new CancellationTokenSource(Patience);
        var missing = words.ToHashSet(StringComparer.Ordinal);
        while (missing.Count > 0)
        {
            var body = await bodies.Reader.ReadAsync(patience.Token);
            missing.RemoveWhere(word => body.Contains(word, StringComparison.Ordinal));
        }
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
