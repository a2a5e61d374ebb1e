using System.Diagnostics;

namespace Chat.Bench.Load;

/// <summary>People who each send the next message as soon as the last was acknowledged.</summary>
internal static class SendLoad
{
    public static async Task<SendFigures> RunAsync(int port, IReadOnlyList<MessageRequest> requests, TimeSpan duration)
    {
        using var over = new CancellationTokenSource();
        var started = Stopwatch.GetTimestamp();
        var senders = requests.Select(request => SendAsync(port, request, started, duration)).ToList();
        var latencies = new Histogram(TimeSpan.FromMicroseconds(20), TimeSpan.FromSeconds(20));
        foreach (var sender in await Task.WhenAll(senders))
            latencies.Add(sender);
        return new SendFigures(latencies.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies.Milliseconds(0.5), latencies.Milliseconds(0.99));
    }

    private static async Task<Histogram> SendAsync(int port, MessageRequest request, long started, TimeSpan duration)
    {
        var latencies = new Histogram(TimeSpan.FromMicroseconds(20), TimeSpan.FromSeconds(20));
        using var connection = await Connection.OpenAsync(port);
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var sent = Stopwatch.GetTimestamp();
            if (await connection.SendAsync(request.Next(), CancellationToken.None) != 201)
                throw new InvalidOperationException($"A message was refused: {connection.Answer}");
            latencies.Add(Stopwatch.GetElapsedTime(sent));
        }

        return latencies;
    }
}

/// <param name="P50">Milliseconds, as <paramref name="P99"/>.</param>
internal sealed record SendFigures(double PerSecond, double P50, double P99);
