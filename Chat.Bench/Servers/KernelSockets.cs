using System.Globalization;

namespace Chat.Bench.Servers;

/// <summary>What the kernel says of TCP, of the whole machine.</summary>
internal static class KernelSockets
{
    private const string Established = "01";

    /// <summary>MiB that the kernel's sockets hold, of all programs.</summary>
    public static double Memory
    {
        get
        {
            var words = File.ReadLines("/proc/net/sockstat").First(line => line.StartsWith("TCP:", StringComparison.Ordinal)).Split(' ');
            return double.Parse(words[Array.IndexOf(words, "mem") + 1], CultureInfo.InvariantCulture) * Environment.SystemPageSize / 1024 / 1024;
        }
    }

    /// <summary>Of the given clients' ports, how many the server on that port still serves, whatever it has left unsent.</summary>
    public static int Served(int port, IEnumerable<int> clients)
    {
        var wanted = clients.ToHashSet();
        return File.ReadLines("/proc/net/tcp").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(words => words[3] == Established && PortOf(words[1]) == port && wanted.Contains(PortOf(words[2])));
    }

    // 0100007F:1F90
    private static int PortOf(string address) => int.Parse(address.AsSpan(address.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
