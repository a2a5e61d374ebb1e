using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Chat.Outbound;
using Chat.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.E2E.Push;

/// <summary>
/// A push service as Firefox knows it, on the machine itself: the browser keeps a WebSocket open, and what is posted to
/// the addresses that it was given comes to it there. https://mozilla-push-service.readthedocs.io/en/latest/design/
/// </summary>
public sealed class Autopush : IAsyncDisposable
{
    /// <summary>What a browser says of a push that it has decrypted and its worker has seen.</summary>
    private const int Opened = 100;

    private readonly ConcurrentDictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PushAddress> addresses = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Pushed> pushes = new();
    private readonly ConcurrentDictionary<string, int> acknowledged = new(StringComparer.Ordinal);
    private readonly Certificate files = new();
    private readonly X509Certificate2 certificate;
    private readonly WebApplication program;

    public Autopush()
    {
        certificate = X509Certificate2.CreateFromPemFile(files.Chain, files.Key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        program = builder.Build();
        program.UseWebSockets();
        program.Map("/", ConnectAsync);
        program.MapPost("/push/{token}", PushAsync);
    }

    public Task StartAsync() => program.StartAsync();

    /// <summary>Where Firefox finds it, which believes no certificate of ours.</summary>
    public Uri Socket => new UriBuilder(At(Uri.UriSchemeHttp)) { Scheme = Uri.UriSchemeWs }.Uri;

    /// <summary>Where it takes pushes.</summary>
    private Uri Root => At(Uri.UriSchemeHttps);

    private Uri At(string scheme) => program.Urls.Select(url => new Uri(url)).Single(url => url.Scheme == scheme);

    /// <summary>All that was posted to an address and taken, in the order it came.</summary>
    public IReadOnlyList<Pushed> PushesTo(Uri endpoint) => [.. pushes.Where(push => push.Token == TokenOf(endpoint))];

    /// <summary>Whether its browser has decrypted a push, and its worker seen it.</summary>
    public bool IsOpened(Pushed push) => acknowledged.TryGetValue(push.Version, out var code) && code == Opened;

    /// <summary>Lets the program out to this service, and nowhere else.</summary>
    public void Lend(IServiceCollection services) => services.Configure<OutboundRules>(rules =>
    {
        rules.Allows = IPAddress.IsLoopback;
        rules.AllowsPort = port => port == Root.Port;
        rules.Roots = [certificate];
    });

    /// <summary>Whether anything can still be pushed there.</summary>
    public bool Knows(Uri endpoint) => addresses.ContainsKey(TokenOf(endpoint));

    private static string TokenOf(Uri endpoint) => endpoint.Segments[^1];

    /// <summary>The addresses given so far lead nowhere any more, and no browser is told.</summary>
    public void ForgetsEverybody() => addresses.Clear();

    private async Task ConnectAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync(http.WebSockets.WebSocketRequestedProtocols.FirstOrDefault());
        await new Conversation(socket, this).RunAsync(http.RequestAborted);
    }

    /// <summary>The line to a browser, which tells the name it was given, if it has one.</summary>
    internal Line LineOf(string? browser) =>
        lines.GetOrAdd(browser is { Length: > 0 } ? browser : Guid.NewGuid().ToString("N"), name => new Line(name));

    /// <returns>A new address for a channel, which only this key may push to.</returns>
    internal Uri Register(Line line, string channel, string? key)
    {
        var token = Guid.NewGuid().ToString("N");
        addresses[token] = new PushAddress(line, channel, key);
        return new Uri(Root, $"/push/{token}");
    }

    internal void Unregister(string channel)
    {
        foreach (var (token, _) in addresses.Where(each => each.Value.Channel == channel))
            addresses.TryRemove(token, out _);
    }

    internal void Acknowledge(string version, int code) => acknowledged[version] = code;

    private async Task<IResult> PushAsync(string token, HttpRequest request)
    {
        if (!addresses.TryGetValue(token, out var address))
            return Results.StatusCode(StatusCodes.Status410Gone);
        if (address.Refusal(request) is { } refusal)
            return Results.BadRequest(refusal);
        var push = await Pushed.ReadAsync(token, request);
        pushes.Enqueue(push);
        address.Line.Tell(push.For(address.Channel));
        return Results.Created(new Uri(Root, $"/messages/{push.Version}"), null);
    }

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        certificate.Dispose();
        files.Dispose();
    }
}
