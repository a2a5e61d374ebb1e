using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chat.Data;
using Chat.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Bench.Servers;

/// <summary>Push services on the machine itself, which take everything and count it.</summary>
internal sealed class PushWorld : IAsyncDisposable
{
    /// <summary>A certificate for all below a domain of the top is not believed.</summary>
    private const string Domain = ".push.example";

    /// <summary>Services among which the devices are: a server sends to each of them on its own.</summary>
    private const int Services = 4;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication server;
    private readonly X509Certificate2 certificate;
    private readonly byte[] point;
    private int taken;

    private PushWorld()
    {
        using var device = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var place = device.ExportParameters(includePrivateParameters: false).Q;
        point = [4, .. place.X!, .. place.Y!];
        certificate = MakeCertificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        server = builder.Build();
        server.Run(http =>
        {
            Interlocked.Increment(ref taken);
            http.Response.StatusCode = StatusCodes.Status201Created;
            return Task.CompletedTask;
        });
    }

    public int Taken => Volatile.Read(ref taken);

    private int Port => new Uri(server.Urls.First()).Port;

    public static async Task<PushWorld> StartAsync()
    {
        var world = new PushWorld();
        await world.server.StartAsync();
        return world;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Push services", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName($"*{Domain}");
        request.CertificateExtensions.Add(names.Build());
        var today = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(today.AddDays(-1), today.AddDays(1));
    }

    /// <summary>Lets the program out to these services, and nowhere else.</summary>
    public void Lend(IServiceCollection services) => services.Configure<OutboundRules>(rules =>
    {
        rules.Resolve = (host, _) => host.EndsWith(Domain, StringComparison.Ordinal)
            ? Task.FromResult<IPAddress[]>([IPAddress.Loopback])
            : Task.FromException<IPAddress[]>(new RefusedAddressException(host));
        rules.Allows = IPAddress.IsLoopback;
        rules.AllowsPort = port => port == Port;
        rules.Roots = [certificate];
    });

    public PushSubscription DeviceOf(Session session, string key, DateTimeOffset now) => new()
    {
        PersonId = session.PersonId,
        SessionId = session.Id,
        Endpoint = $"https://service{session.PersonId % Services}{Domain}:{Port}/to/{session.PersonId}",
        Origin = "https://chat.example.org",
        P256dh = point,
        Auth = new byte[16],
        ServerKey = key,
        Language = "en",
        CreatedAt = now,
    };

    /// <summary>Until so many were taken.</summary>
    public async Task TakesAsync(int count)
    {
        using var look = new PeriodicTimer(Look);
        while (Taken < count)
            await look.WaitForNextTickAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        certificate.Dispose();
    }
}
