using System.Diagnostics;
using System.Globalization;

namespace Chat.Bench.Servers;

/// <summary>Processor time over a stretch: a server's own, and what had no part in the run.</summary>
internal sealed class Meter
{
    /// <summary>The unit of /proc/stat, the same on every Linux that .NET runs on.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly Child server;
    private readonly Child[] all;
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly TimeSpan serverBefore;
    private readonly TimeSpan othersBefore;

    /// <param name="idle">Other servers of the run, which only stand by.</param>
    public Meter(Child server, params IEnumerable<Child> idle)
    {
        this.server = server;
        all = [.. idle.Append(server).Distinct()];
        (serverBefore, othersBefore) = (server.Cpu, OthersSoFar);
    }

    public TimeSpan Server => server.Cpu - serverBefore;

    /// <summary>Processors kept busy by others, on average: with more than a little, the figures say little.</summary>
    public double Others => Math.Max(0, (OthersSoFar - othersBefore) / Stopwatch.GetElapsedTime(started));

    private TimeSpan OthersSoFar => Busy() - Environment.CpuUsage.TotalTime - all.Aggregate(TimeSpan.Zero, (sum, child) => sum + child.Cpu);

    // cpu user nice system idle iowait irq softirq steal ..; only idle and iowait are nobody's.
    private static TimeSpan Busy()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return Tick * (ticks.Sum() - ticks[3] - ticks[4]);
    }
}
