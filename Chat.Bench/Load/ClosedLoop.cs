using System.Diagnostics;

namespace Chat.Bench.Load;

/// <summary>Clients that each ask for the next thing as soon as they have the last (a closed loop).</summary>
internal static class ClosedLoop
{
    /// <param name="requests">One per connection: what it sends next.</param>
    /// <param name="expected">The status of a good answer.</param>
    public static async Task<LoopFigures> RunAsync(
        int port, IReadOnlyList<Func<ReadOnlyMemory<byte>>> requests, int expected, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var clients = requests.Select(next => RepeatAsync(port, next, expected, started, duration)).ToList();
        var latencies = Latencies();
        var bytes = 0L;
        foreach (var client in await Task.WhenAll(clients))
        {
            latencies.Add(client.Latencies);
            bytes += client.Bytes;
        }

        return new LoopFigures(
            latencies.Count, latencies.Count / Stopwatch.GetElapsedTime(started).TotalSeconds,
            latencies.Milliseconds(0.5), latencies.Milliseconds(0.99), bytes / Math.Max(1, latencies.Count));
    }

    private static async Task<(Histogram Latencies, long Bytes)> RepeatAsync(
        int port, Func<ReadOnlyMemory<byte>> next, int expected, long started, TimeSpan duration)
    {
        var (latencies, bytes) = (Latencies(), 0L);
        using var connection = await Connection.OpenAsync(port);
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var request = next();
            var sent = Stopwatch.GetTimestamp();
            if (await connection.SendAsync(request, CancellationToken.None) != expected)
                throw new InvalidOperationException($"A request was refused: {connection.Answer}");
            latencies.Add(Stopwatch.GetElapsedTime(sent));
            bytes += connection.Length;
        }

        return (latencies, bytes);
    }

    private static Histogram Latencies() => new(TimeSpan.FromMicroseconds(20), TimeSpan.FromSeconds(20));
}

/// <param name="P50">Milliseconds, as <paramref name="P99"/>.</param>
/// <param name="Bytes">Of one answer on average, head and all.</param>
internal sealed record LoopFigures(long Count, double PerSecond, double P50, double P99, long Bytes);
