using System.Diagnostics;
using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>A server in a run, with its readers and senders.</summary>
/// <param name="all">All servers of the run.</param>
/// <param name="readers">Makes the reader of a seat, who knows all that is there now.</param>
internal sealed class Contestant(
    string name, Child server, IReadOnlyList<Child> all, Seats seats, Func<Task<Func<int, IReader>>> readers,
    IReadOnlyList<MessageRequest> requests) : IDisposable
{
    /// <summary>The product ends a stream in good order after four minutes; that must not fall into a step.</summary>
    private static readonly TimeSpan KeepReaders = TimeSpan.FromSeconds(200);

    /// <summary>For what is late. The step is lost by then, but its count is right.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>More readers than that leave after their turn: those of all servers together would take too many open files.</summary>
    private const int MostToKeep = 3000;

    private Audience? audience;
    private long opened;
    private int step;

    public string Name => name;

    public Child Server => server;

    /// <summary>Opens more readers than those who are seated, evenly among them: nobody counts what they hear.</summary>
    public async Task<List<IReader>> OpenMoreAsync(int count)
    {
        var reader = await readers();
        var more = Enumerable.Range(0, count).Select(i => reader(i * seats.Readers / count)).ToList();
        foreach (var (index, one) in more.Index())
            await one.OpenAsync(Sources.Of(index), CancellationToken.None);
        return more;
    }

    /// <param name="rate">Messages per second, in all rooms.</param>
    public async Task<Step> RunAsync(int rate, TimeSpan duration)
    {
        var messages = (int)(rate * duration.TotalSeconds);
        await SeatAsync(duration);
        step = (step + 1) % 1000;
        var meter = new Meter(all);
        var thread = audience!.Listen(step, messages);
        using var over = new CancellationTokenSource(duration + Grace);
        await Schedule.RunAsync(server.Port, requests, step, rate, messages, over.Token);
        await ArriveAsync(messages, over.Token);
        audience.Leave();
        thread.Join();
        var result = new Step(name, rate, duration, audience.Figures(messages), meter.Of(server), meter.Others);
        await Console.Error.WriteLineAsync(result.ToString());
        if (seats.Readers > MostToKeep)
            Leave();
        return result;
    }

    /// <summary>Open files that the load needs for the readers of that many servers.</summary>
    public static int Files(int servers, Seats seats) => seats.Readers * (seats.Readers > MostToKeep ? 1 : servers);

    /// <summary>The same readers from step to step; all come anew if some were cut off or soon will be.</summary>
    private async Task SeatAsync(TimeSpan duration)
    {
        if (audience is { IsComplete: true } && Stopwatch.GetElapsedTime(opened) + duration + Grace < KeepReaders)
            return;
        Leave();
        opened = Stopwatch.GetTimestamp();
        audience = await Audience.OpenAsync(seats, await readers());
    }

    private void Leave()
    {
        audience?.Dispose();
        audience = null;
    }

    private async Task ArriveAsync(int messages, CancellationToken cancellationToken)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (!audience!.HasHeard(messages) && await pause.WaitForNextTickAsync(cancellationToken))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // What has not come by now is lost.
        }
    }

    public void Dispose() => Leave();
}

/// <param name="Server">The server's processor time.</param>
/// <param name="Others">Processors kept busy by others.</param>
internal sealed record Step(string Name, int Rate, TimeSpan Duration, AudienceFigures Figures, TimeSpan Server, double Others)
{
    public double EventsPerSecond => Figures.Delivered / Duration.TotalSeconds;

    public double Bytes => (double)Figures.Bytes / Math.Max(1, Figures.Delivered);

    /// <summary>Microseconds of the server's processor time per delivered event.</summary>
    public double Cpu => Server.TotalMicroseconds / Math.Max(1, Figures.Delivered);

    /// <param name="limit">Milliseconds within which 99 of 100 come.</param>
    public bool IsGood(int limit) => Figures is { Lost: 0, Doubled: 0 } && Figures.P99 <= limit;

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Name}: {Rate} messages/s, {EventsPerSecond:#,##0} events/s, p50 {Figures.P50:0.0} p99 {Figures.P99:0.0} ms, lost {Figures.Lost}, doubled {Figures.Doubled}, cut {Figures.Cut}, {Bytes:0} bytes/event, {Cpu:0.00} µs/event, other CPUs {Others:0.00}");
}
