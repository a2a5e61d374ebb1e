using System.Net;
using System.Net.Sockets;

namespace Chat.Accounts;

internal static class Addresses
{
    /// <summary>
    /// Who is asking, for limits: the IPv4 address, or the /64 network of an IPv6 one, since a subscriber is given
    /// that many addresses at once (RFC 6177).
    /// </summary>
    public static string Address(this HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
