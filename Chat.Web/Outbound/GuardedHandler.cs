using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Outbound;

/// <summary>
/// Connects to public addresses only. A name is resolved once, its addresses are judged, and one of those judged is
/// connected to: a name that is resolved again in between (DNS rebinding) changes nothing.
/// </summary>
internal static class GuardedHandler
{
    private const int MaxHeaderKilobytes = 32;

    /// <summary>Addresses of one name that are tried.</summary>
    private const int MaxAddresses = 4;

    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);

    /// <summary>One address that does not answer must not use up the time of the others.</summary>
    private static readonly TimeSpan TryWithin = TimeSpan.FromSeconds(2);

    public static SocketsHttpHandler Make(OutboundRules rules, TimeProvider clock) => new()
    {
        ConnectCallback = (context, cancellationToken) => ConnectAsync(rules, clock, context.DnsEndPoint, cancellationToken),
        ConnectTimeout = ConnectWithin,
        PooledConnectionIdleTimeout = ConnectWithin,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        // Each redirect is judged like the first address, by whoever follows it.
        AllowAutoRedirect = false,
        // A proxy of the environment would connect for us, unguarded.
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        MaxResponseDrainSize = 0,
        // Nobody is told how our requests belong together.
        ActivityHeadersPropagator = null,
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = OwnCertificatesOnly(rules) },
    };

    /// <summary>A certificate may name addresses to fetch its issuers and revocations from: a way around the guard.</summary>
    private static X509ChainPolicy OwnCertificatesOnly(OutboundRules rules)
    {
        var policy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
        if (rules.Roots is { } roots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }

    private static async ValueTask<Stream> ConnectAsync(
        OutboundRules rules, TimeProvider clock, DnsEndPoint target, CancellationToken cancellationToken)
    {
        var allowed = (await ResolveAsync(rules, target.Host, cancellationToken)).Where(rules.Allows).Take(MaxAddresses).ToList();
        if (allowed.Count == 0)
            throw new RefusedAddressException(target.Host);
        foreach (var address in allowed.SkipLast(1))
        {
            if (await TryAsync(clock, new IPEndPoint(address, target.Port), cancellationToken) is { } stream)
                return stream;
        }

        return await DialAsync(new IPEndPoint(allowed[^1], target.Port), cancellationToken);
    }

    private static async Task<IPAddress[]> ResolveAsync(OutboundRules rules, string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out var address) ? [address] : await rules.Resolve(host, cancellationToken);

    private static async Task<Stream?> TryAsync(TimeProvider clock, IPEndPoint place, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TryWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await DialAsync(place, either.Token);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<Stream> DialAsync(IPEndPoint place, CancellationToken cancellationToken)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(place, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
