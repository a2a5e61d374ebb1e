using System.Net;
using Chat.Outbound;
using Microsoft.Extensions.Options;

namespace Chat.Push;

/// <summary>Where devices say that their push services are: addresses that a stranger gives us.</summary>
public sealed class Endpoints(IOptions<OutboundRules> rules, IOptions<PushOptions> options)
{
    private const string Apple = ".push.apple.com";

    /// <returns>The address in its one form, or null if nothing is pushed there.</returns>
    public string? Judge(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.Fragment.Length == 0
        && rules.Value.Allow(url) && MayBePublic(url) && options.Value.Allows(url.IdnHost)
            ? url.AbsoluteUri
            : null;

    /// <summary>Where a name leads is judged when it is connected to; a bare address is judged at once.</summary>
    private bool MayBePublic(Uri url) => !IPAddress.TryParse(url.IdnHost, out var address) || rules.Value.Allows(address);

    /// <summary>What a service is known by to us and to itself: "https://push.example.net".</summary>
    public static string ServiceOf(Uri endpoint) => endpoint.GetLeftPart(UriPartial.Authority);

    public static bool IsApple(Uri endpoint) => endpoint.IdnHost.EndsWith(Apple, StringComparison.OrdinalIgnoreCase);
}
