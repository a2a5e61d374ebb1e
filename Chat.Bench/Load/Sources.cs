using System.Net;
using System.Net.Sockets;

namespace Chat.Bench.Load;

/// <summary>Where clients connect from. One address has 28,000 ports by default; all of 127.0.0.0/8 is this machine.</summary>
internal static class Sources
{
    private const int PerAddress = 10_000;
    private const int BindAddressNoPort = 24; // IP_BIND_ADDRESS_NO_PORT

    /// <summary>The address of the client with the given index: 127.0.0.2, 127.0.0.3 ..</summary>
    public static IPAddress Of(int index) => new([127, 0, 0, (byte)(2 + (index / PerAddress))]);

    public static Socket Connector() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>To a server on loopback.</summary>
    public static ValueTask ConnectFromAsync(this Socket socket, IPAddress source, int port, CancellationToken cancellationToken)
    {
        // The port is chosen when both ends are known: one that is used towards another server is free towards this one.
        socket.SetRawSocketOption((int)SocketOptionLevel.IP, BindAddressNoPort, [1, 0, 0, 0]);
        socket.Bind(new IPEndPoint(source, 0));
        return socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
    }
}
