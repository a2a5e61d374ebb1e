using System.Diagnostics;

namespace Chat.Bench.Load;

/// <summary>All the readers, of all rooms, read by one thread.</summary>
internal sealed class Audience : IDisposable
{
    /// <summary>Streams opened at a time.</summary>
    private const int OpenAtOnce = 32;

    private readonly IReader[] readers;
    private readonly Seats seats;
    private readonly Epoll epoll = new();
    private readonly Histogram latencies = new(TimeSpan.FromMicroseconds(100), TimeSpan.FromSeconds(30));
    private readonly byte[] buffer = new byte[256 * 1024];
    private volatile bool over;

    private Audience(Seats seats, Func<int, IReader> reader)
    {
        this.seats = seats;
        readers = [.. Enumerable.Range(0, seats.Readers).Select(reader)];
    }

    /// <summary>Microseconds on the clock that stamps are written by.</summary>
    public static long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000) % 1_000_000_000_000;

    public bool IsComplete => Array.TrueForAll(readers, reader => reader.IsOpen);

    public int Open => readers.Count(reader => reader.IsOpen);

    public long Delivered => readers.Sum(reader => (long)reader.Tally.Delivered);

    /// <param name="reader">The reader with the given index; it is in the room that its seat is in.</param>
    public static async Task<Audience> OpenAsync(Seats seats, Func<int, IReader> reader)
    {
        var audience = new Audience(seats, reader);
        await Parallel.ForAsync(0, seats.Readers, new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce }, async (i, cancellationToken) =>
            await audience.readers[i].OpenAsync(Sources.Of(i), cancellationToken));
        for (var i = 0; i < seats.Readers; i++)
            audience.epoll.Watch(audience.readers[i].Socket, i);
        return audience;
    }

    /// <summary>Reads until <see cref="Leave"/> on a thread of its own.</summary>
    public Thread Listen(int step, int messages)
    {
        over = false;
        latencies.Clear();
        foreach (var reader in readers.Where(reader => reader.IsOpen))
            reader.Tally.Begin(step, messages, latencies);
        var thread = new Thread(Loop) { IsBackground = true, Name = nameof(Audience) };
        thread.Start();
        return thread;
    }

    public void Leave() => over = true;

    private void Loop()
    {
        Span<int> ready = stackalloc int[256];
        while (!over)
        {
            var count = epoll.Wait(ready, TimeSpan.FromMilliseconds(20));
            foreach (var key in ready[..count])
                readers[key].Read(buffer, Now);
        }
    }

    /// <summary>All that is still to come has come.</summary>
    public bool HasHeard(int messages) =>
        Delivered >= readers.Index().Where(seat => seat.Item.IsOpen).Sum(seat => (long)seats.Due(messages, seat.Index));

    public AudienceFigures Figures(int messages) => new(
        Delivered,
        Lost: readers.Index().Sum(seat => (long)seats.Due(messages, seat.Index) - seat.Item.Tally.Delivered),
        Doubled: readers.Sum(reader => (long)reader.Tally.Doubled),
        Cut: readers.Count(reader => !reader.IsOpen),
        Bytes: readers.Sum(reader => reader.Tally.Bytes),
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
