using System.Diagnostics;
using System.Globalization;

namespace Chat.Bench.Servers;

/// <summary>Processor time over a stretch: of each server, and of what has no part in the run.</summary>
internal sealed class Meter(params IEnumerable<Child> servers)
{
    /// <summary>The unit of /proc/stat, the same on every Linux that .NET runs on.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly long started = Stopwatch.GetTimestamp();
    private readonly TimeSpan busyBefore = Busy();
    private readonly TimeSpan ownBefore = Environment.CpuUsage.TotalTime;
    private readonly Dictionary<Child, TimeSpan> before = servers.ToDictionary(server => server, server => server.Cpu);

    /// <summary>A server that was started during the stretch.</summary>
    public void Join(Child newcomer) => before[newcomer] = TimeSpan.Zero;

    public TimeSpan Of(Child server) => server.Cpu - before[server];

    /// <summary>Processors kept busy by others, on average: with more than a little, the figures say little.</summary>
    public double Others
    {
        get
        {
            var ours = before.Keys.Aggregate(Environment.CpuUsage.TotalTime - ownBefore, (sum, server) => sum + Of(server));
            return Math.Max(0, (Busy() - busyBefore - ours) / Stopwatch.GetElapsedTime(started));
        }
    }

    // cpu user nice system idle iowait irq softirq steal ..; only idle and iowait are nobody's.
    private static TimeSpan Busy()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return Tick * (ticks.Sum() - ticks[3] - ticks[4]);
    }
}
