using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chat.Tests;

/// <summary>Metrics go to the collector that the operator names, and to nobody if none is named.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly ServerProcess server = new();

    [Theory]
    [InlineData("http/protobuf", HttpProtocols.Http1)]
    [InlineData("grpc", HttpProtocols.Http2)]
    public async Task The_variable_switches_the_export_on(string protocol, HttpProtocols spoken)
    {
        await using var collector = await Collector.StartAsync(spoken);
        await server.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
            ("OTEL_METRIC_EXPORT_INTERVAL", "50"));
        using var ann = new Visitor(server.Address);
        await ann.SignUpAsync("ann", "Ann");
        await ann.SayAsync(await ann.CreateRoomAsync("Measured"), "hello");

        await collector.ReceivesAsync(
            Attribute("service.name", "chat"),
            "chat.commit.duration", "chat.commit.size", "chat.write.waiting", "chat.reader.count", "chat.message.posts",
            "http.server.request.duration", "kestrel.active_connections", "dotnet.gc.collections");
    }

    [Fact]
    public async Task Without_it_nothing_of_OpenTelemetry_is_loaded()
    {
        await server.StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", ""));

        var loaded = await File.ReadAllTextAsync($"/proc/{server.Id}/maps");

        Assert.Contains("Chat.Web.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_numbers_go_out_when_the_program_stops()
    {
        await using var collector = await Collector.StartAsync(HttpProtocols.Http1);
        await using var app = new ChatApp(settings:
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "86400000"),
            ("OTEL_SERVICE_NAME", "team-chat"),
        ]);
        using var ann = await app.SignUpAsync("ann");
        await ann.SayAsync(await ann.CreateRoomAsync("Last"), "goodbye");

        await app.Services.GetRequiredService<IHost>().StopAsync();

        await collector.ReceivesAsync("chat.message.posts", Attribute("service.name", "team-chat"));
    }

    [Fact]
    public async Task Operators_can_read_about_every_instrument()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        await ann.SayAsync(await ann.CreateRoomAsync("Listed"), "hello");
        using var meters = new Meters(app);

        var described = from line in File.ReadLines(Path.Combine(Sources.Root, "docs", "metrics.md"))
                        let cells = line.Split('|', StringSplitOptions.TrimEntries)
                        where cells is ["", ['`', 'c', 'h', 'a', 't', '.', ..], ..]
                        select (cells[1].Trim('`'), cells[3].Trim('`'));

        Assert.Equal(meters.Instruments.Order(), described.Order());
    }

    /// <summary>A pair of strings as Protocol Buffers write it: field, length, text.</summary>
    private static string Attribute(string key, string value) => $"{key}\x12{(char)(value.Length + 2)}\x0a{(char)value.Length}{value}";

    public void Dispose() => server.Dispose();
}
