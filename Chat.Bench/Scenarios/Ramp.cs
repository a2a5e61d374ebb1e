using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>Doubles the rate of messages until the readers no longer get them in time, then looks between.</summary>
/// <param name="Limit">Milliseconds for 99 of 100 events.</param>
/// <param name="Fixed">Rates to measure as they are; empty to look for the best one.</param>
internal sealed record Ramp(int Start, TimeSpan Duration, int Limit, int[] Fixed)
{
    private const int Bisections = 3;

    /// <summary>A step that failed may have been disturbed: it is tried once more.</summary>
    private const int Attempts = 2;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private int step;

    /// <returns>The most events per second that came in time.</returns>
    public async Task<double> RunAsync(
        string name, Child server, int readers, Func<Task<Audience>> open, IReadOnlyList<MessageRequest> requests, Table table)
    {
        using var audience = new Seats(open);
        await StepAsync(await audience.FilledAsync(), server, requests, Start, TimeSpan.FromSeconds(3)); // the code is compiled while it warms up
        if (Fixed.Length > 0)
            return await StandAsync(rate => TryAsync(name, audience, server, requests, rate, table)) * (double)readers;
        return await ClimbAsync(rate => TryAsync(name, audience, server, requests, rate, table)) * (double)readers;
    }

    private async Task<int> StandAsync(Func<int, Task<bool>> good)
    {
        var best = 0;
        foreach (var rate in Fixed)
            best = await good(rate) ? Math.Max(best, rate) : best;
        return best;
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
        string name, Seats audience, Child server, IReadOnlyList<MessageRequest> requests, int rate, Table table)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (figures, cpu) = await StepAsync(await audience.FilledAsync(), server, requests, rate, Duration);
            var good = figures is { Lost: 0, Doubled: 0 } && figures.P99 <= Limit;
            Console.Error.WriteLine($"{name}: {rate}/s {(good ? "good" : "bad")} {figures} cpu {cpu:0.00}");
            if (good)
            {
                table.Add(name, rate, (figures.Delivered / Duration.TotalSeconds).Round(), figures.P50.Round(), figures.P99.Round(),
                    figures.Lost, figures.Doubled, figures.Bytes / Math.Max(1, figures.Delivered), (cpu * Duration.TotalMicroseconds / figures.Delivered).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
                return true;
            }

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

    /// <summary>The same readers from step to step; all come anew if some were cut off.</summary>
    private sealed class Seats(Func<Task<Audience>> open) : IDisposable
    {
        private Audience? audience;

        public async Task<Audience> FilledAsync()
        {
            if (audience is { IsComplete: true })
                return audience;
            audience?.Dispose();
            return audience = await open();
        }

        public void Dispose() => audience?.Dispose();
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
