using System.Diagnostics;

namespace Chat.Bench.Load;

/// <summary>All the readers of a room, read by one thread.</summary>
internal sealed class Audience : IDisposable
{
    /// <summary>Streams opened at a time.</summary>
    private const int OpenAtOnce = 32;

    private readonly Reader[] readers;
    private readonly Epoll epoll = new();
    private readonly Histogram latencies = new(TimeSpan.FromMicroseconds(100), TimeSpan.FromSeconds(30));
    private readonly byte[] buffer = new byte[256 * 1024];
    private volatile bool over;

    private Audience(Reader[] readers) => this.readers = readers;

    /// <summary>Microseconds on the clock that stamps are written by.</summary>
    public static long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000) % 1_000_000_000_000;

    public bool IsComplete => Array.TrueForAll(readers, reader => reader.IsOpen);

    public int Open => readers.Count(reader => reader.IsOpen);

    public long Delivered => readers.Sum(reader => (long)reader.Delivered);

    /// <param name="request">The request of the stream with the given index.</param>
    public static async Task<Audience> OpenAsync(int port, int count, Func<int, ReadOnlyMemory<byte>> request)
    {
        var audience = new Audience([.. Enumerable.Range(0, count).Select(_ => new Reader())]);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce }, async (i, cancellationToken) =>
            await audience.readers[i].OpenAsync(port, request(i), cancellationToken));
        for (var i = 0; i < count; i++)
            audience.epoll.Watch(audience.readers[i].Socket, i);
        return audience;
    }

    /// <summary>Reads until <see cref="Leave"/> on a thread of its own.</summary>
    public Thread Listen(int step, int messages)
    {
        over = false;
        latencies.Clear();
        foreach (var reader in readers.Where(reader => reader.IsOpen))
            reader.Begin(messages);
        var thread = new Thread(() => Loop(step)) { IsBackground = true, Name = nameof(Audience) };
        thread.Start();
        return thread;
    }

    public void Leave() => over = true;

    private void Loop(int step)
    {
        Span<int> ready = stackalloc int[256];
        while (!over)
        {
            var count = epoll.Wait(ready, TimeSpan.FromMilliseconds(20));
            foreach (var key in ready[..count])
                readers[key].Read(buffer, step, Now, latencies);
        }
    }

    public AudienceFigures Figures(int messages) => new(
        Delivered,
        Lost: readers.Sum(reader => (long)messages - reader.Delivered),
        Doubled: readers.Sum(reader => (long)reader.Doubled),
        Cut: readers.Count(reader => !reader.IsOpen),
        Bytes: readers.Sum(reader => reader.Bytes),
        latencies.Milliseconds(0.5),
        latencies.Milliseconds(0.99));

    public void Dispose()
    {
        foreach (var reader in readers)
            reader.Dispose();
        epoll.Dispose();
    }
}

/// <param name="Cut">Streams that the server closed.</param>
/// <param name="P50">Milliseconds since the message should have been sent, as <paramref name="P99"/>.</param>
internal sealed record AudienceFigures(long Delivered, long Lost, long Doubled, int Cut, long Bytes, double P50, double P99);
