using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Outbound;

/// <summary>Where requests to others may go. Tests, which stand in nobody's way, bend them.</summary>
public sealed class OutboundRules
{
    /// <summary>Longer addresses are nobody's; browsers and proxies cut them, too.</summary>
    public const int MaxUrl = 2_048;

    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; set; } = Dns.GetHostAddressesAsync;

    public Func<IPAddress, bool> Allows { get; set; } = PublicAddress.Is;

    /// <summary>On other ports stand things that are not meant for the public.</summary>
    public Func<int, bool> AllowsPort { get; set; } = port => port is 80 or 443;

    /// <summary>Whose certificates are believed; null: those of whom the operating system does.</summary>
    public X509Certificate2Collection? Roots { get; set; }

    /// <summary>Whether an address may be asked at all; where its name leads is judged when it is connected to.</summary>
    public bool Allow(Uri url) =>
        url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.UserInfo.Length == 0 && url.Host.Length > 0 && url.AbsoluteUri.Length <= MaxUrl && AllowsPort(url.Port);
}

/// <summary>The address is not one that the server may ask.</summary>
public sealed class RefusedAddressException(string host) : IOException($"Nothing may be asked of {host}.");
