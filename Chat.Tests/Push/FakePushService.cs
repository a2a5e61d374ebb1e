using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chat.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Tests.Push;

/// <summary>
/// All push services of the world, on the machine itself and over TLS: any host ending in ".push.example" or ".push.apple.com"
/// leads here. It is as strict as the strictest of them: what it finds wrong it refuses, and a test that did not expect
/// that fails when it is disposed.
/// </summary>
public sealed class FakePushService : IAsyncDisposable
{
    private static readonly string[] Domains = [".push.example", ".push.apple.com"];

    private readonly WebApplication server;
    private readonly X509Certificate2 certificate;
    private readonly ConcurrentDictionary<string, FakeDevice> devices = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> faults = new();
    private readonly TimeProvider clock;

    private FakePushService(TimeProvider clock)
    {
        this.clock = clock;
        certificate = MakeCertificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        server = builder.Build();
        server.Run(TakeAsync);
    }

    /// <param name="clock">That of the program, by which tokens expire.</param>
    public static async Task<FakePushService> StartAsync(TimeProvider? clock = null)
    {
        var service = new FakePushService(clock ?? TimeProvider.System);
        await service.server.StartAsync();
        return service;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Push services under test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var domain in Domains)
            names.AddDnsName($"*{domain}");
        names.AddDnsName("push.example"); // no star stands for all of a top-level domain
        request.CertificateExtensions.Add(names.Build());
        var today = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(today.AddDays(-1), today.AddDays(1));
    }

    public int Port => new Uri(server.Urls.First()).Port;

    /// <summary>What was wrong with pushes, in the words of a strict service.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>A program that pushes to these services.</summary>
    public ChatApp Program(TimeProvider? clock = null, Action<IServiceCollection>? edges = null, params (string Key, string Value)[] settings) =>
        new(clock: clock, edges: services =>
        {
            Lend(services);
            edges?.Invoke(services);
        }, settings: settings);

    /// <summary>Lets the program out to these services, and nowhere else.</summary>
    public void Lend(IServiceCollection services) => services.Configure<OutboundRules>(Bend);

    public void Bend(OutboundRules rules)
    {
        rules.Resolve = (host, _) => Domains.Any(domain => host.EndsWith(domain, StringComparison.Ordinal))
            ? Task.FromResult<IPAddress[]>([IPAddress.Loopback])
            : Task.FromException<IPAddress[]>(new RefusedAddressException(host));
        rules.Allows = IPAddress.IsLoopback;
        rules.AllowsPort = port => port == Port;
        rules.Roots = [certificate];
    }

    /// <summary>A device that has subscribed with its own browser's service, and with no server yet.</summary>
    public FakeDevice NewDevice(string host = "one.push.example")
    {
        var device = new FakeDevice($"https://{host}:{Port}/to/{Guid.NewGuid():N}");
        devices[new Uri(device.Endpoint).AbsolutePath] = device;
        return device;
    }

    /// <summary>A device of somebody's, known to the server.</summary>
    public async Task<FakeDevice> SubscribeAsync(Visitor owner, string host = "one.push.example")
    {
        var device = NewDevice(host);
        using var answer = await device.SubscribeAsync(owner);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return device;
    }

    private async Task TakeAsync(HttpContext http)
    {
        if (!devices.TryGetValue(http.Request.Path, out var device))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var push = await ArrivedPush.ReadAsync(http.Request);
        if (push.FaultFor(device, clock.GetUtcNow()) is var (status, fault))
        {
            faults.Enqueue(fault);
            http.Response.StatusCode = status;
            return;
        }

        await device.TakeAsync(push, http);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var device in devices.Values)
            device.LetGo();
        await server.StopAsync();
        await server.DisposeAsync();
        foreach (var device in devices.Values)
            device.Dispose();
        certificate.Dispose();
        Assert.Empty(faults);
    }
}
