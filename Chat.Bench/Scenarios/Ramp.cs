using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>Doubles the rate of messages until the readers no longer get them in time, then looks between.</summary>
/// <param name="Limit">Milliseconds for 99 of 100 events.</param>
internal sealed record Ramp(int Start, TimeSpan Duration, int Limit)
{
    private const int Bisections = 3;

    /// <summary>A step that failed may have been disturbed: it is tried once more.</summary>
    private const int Attempts = 2;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private int step;

    /// <returns>The most events per second that came in time.</returns>
    public async Task<double> RunAsync(
        string name, Child server, int readers, Func<int, ReadOnlyMemory<byte>> stream, IReadOnlyList<MessageRequest> requests, Table table)
    {
        using var audience = await Audience.OpenAsync(server.Port, readers, stream);
        await StepAsync(audience, server, requests, Start, TimeSpan.FromSeconds(3)); // the code is compiled while it warms up
        return await ClimbAsync(rate => TryAsync(name, audience, server, requests, rate, table)) * (double)readers;
    }

    private async Task<int> ClimbAsync(Func<int, Task<bool>> good)
    {
        var (best, rate) = (0, Start);
        while (await good(rate))
            (best, rate) = (rate, rate * 2);
        for (var i = 0; i < Bisections && best > 0; i++)
        {
            var middle = (best + rate) / 2;
            if (await good(middle))
                best = middle;
            else
                rate = middle;
        }

        return best;
    }

    private async Task<bool> TryAsync(
        string name, Audience audience, Child server, IReadOnlyList<MessageRequest> requests, int rate, Table table)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (figures, cpu) = await StepAsync(audience, server, requests, rate, Duration);
            var good = figures is { Lost: 0, Doubled: 0 } && figures.P99 <= Limit;
            Console.Error.WriteLine($"{name}: {rate}/s {(good ? "good" : "bad")} {figures} cpu {cpu:0.00}");
            if (good)
            {
                table.Add(name, rate, (figures.Delivered / Duration.TotalSeconds).Round(), figures.P50.Round(), figures.P99.Round(),
                    figures.Lost, figures.Doubled, figures.Cut, figures.Bytes / Math.Max(1, figures.Delivered), cpu.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
                return true;
            }

            if (figures.Cut > 0)
                return false;
        }

        return false;
    }

    private async Task<(AudienceFigures Figures, double Cpu)> StepAsync(
        Audience audience, Child server, IReadOnlyList<MessageRequest> requests, int rate, TimeSpan duration)
    {
        step++;
        var messages = (int)(rate * duration.TotalSeconds);
        var before = server.Cpu;
        var thread = audience.Listen(step, messages);
        using var over = new CancellationTokenSource(duration + Grace);
        await Schedule.RunAsync(server.Port, requests, step, rate, messages, over.Token);
        await ArriveAsync(audience, messages, over.Token);
        audience.Leave();
        thread.Join();
        return (audience.Figures(messages), (server.Cpu - before) / duration);
    }

    private static async Task ArriveAsync(Audience audience, int messages, CancellationToken cancellationToken)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (audience.Delivered < (long)messages * audience.Open && await pause.WaitForNextTickAsync(cancellationToken))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // What has not come by now is lost.
        }
    }
}
