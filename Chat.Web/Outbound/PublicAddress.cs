using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chat.Outbound;

/// <summary>
/// Which addresses are the public internet's. What is not is somebody's inside: the machine itself, the network it
/// stands in, a cloud's metadata. Source: the special-purpose registries of IANA
/// (https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry).
/// </summary>
internal static class PublicAddress
{
    private static readonly Range[] NotPublicV4 =
    [
        Net("0.0.0.0/8"), // "this" network; Linux takes 0.0.0.0 for the machine itself
        Net("10.0.0.0/8"),
        Net("100.64.0.0/10"), // carrier-grade NAT
        Net("127.0.0.0/8"),
        Net("168.63.129.16/32"), // a public address on paper, but inside Azure the host of the machine
        Net("169.254.0.0/16"), // link-local, and the metadata of most clouds
        Net("172.16.0.0/12"),
        Net("192.0.0.0/24"), // IETF protocols, and the metadata of another cloud
        Net("192.0.2.0/24"), // documentation
        Net("192.88.99.0/24"), // relays of 6to4
        Net("192.168.0.0/16"),
        Net("198.18.0.0/15"), // benchmarking
        Net("198.51.100.0/24"), // documentation
        Net("203.0.113.0/24"), // documentation
        Net("224.0.0.0/4"), // multicast
        Net("240.0.0.0/4"), // reserved, and broadcast
    ];

    /// <summary>
    /// All that is given out. Loopback, unspecified, v4-compatible and v4-mapped (::/96, ::ffff:0:0/96), NAT64
    /// (64:ff9b::/96, 64:ff9b:1::/48), discard-only, unique-local, link-local, site-local and multicast lie outside of it.
    /// </summary>
    private static readonly Range GlobalV6 = Net("2000::/3");

    private static readonly Range[] NotPublicV6 =
    [
        Net("2001::/23"), // IETF protocols: Teredo, benchmarking, ORCHID
        Net("2001:db8::/32"), // documentation
        Net("2002::/16"), // 6to4: an IPv4 address within
        Net("3fff::/20"), // documentation
    ];

    public static bool Is(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !NotPublicV4.Any(range => range.Holds(bytes)),
            AddressFamily.InterNetworkV6 => GlobalV6.Holds(bytes) && !NotPublicV6.Any(range => range.Holds(bytes)),
            _ => false,
        };
    }

    private static Range Net(string net)
    {
        var parts = net.Split('/');
        return new Range(IPAddress.Parse(parts[0]).GetAddressBytes(), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// Compared bit by bit, and not by the framework's IPNetwork: by that, ::ffff:10.0.0.1 lay in 2000::/3 (10.0.12).
    /// </summary>
    private sealed record Range(byte[] Start, int Bits)
    {
        public bool Holds(ReadOnlySpan<byte> address)
        {
            var (whole, rest) = (Bits / 8, Bits % 8);
            return address[..whole].SequenceEqual(Start.AsSpan(0, whole))
                && (rest == 0 || (address[whole] ^ Start[whole]) >> (8 - rest) == 0);
        }
    }
}
