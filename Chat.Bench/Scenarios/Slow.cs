using System.Net;
using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>Readers that read, alone and beside some that opened a stream and never read from it: whom does it cost what?</summary>
internal static class Slow
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(Options options)
    {
        var (rate, sleepers) = (options.Number("rate", 50), options.Number("sleepers", 100));
        await using var field = await Field.OpenAsync(
            options, Seats.Of(options, rooms: 1, per: 1000), length: options.Number("length", 4096), others: sleepers * 2);
        foreach (var contestant in field.Contestants)
            await contestant.RunAsync(rate, options.Seconds("warmup", 10)); // the code is compiled while it warms up

        var turns = new List<Turn>();
        for (var round = 0; round < options.Number("rounds", 3); round++)
        {
            foreach (var contestant in field.Contestants)
                turns.Add(await TurnAsync(contestant, rate, sleepers, options.Seconds("seconds", 20)));
        }

        Print(field.Contestants, turns, sleepers);
        return 0;
    }

    private static async Task<Turn> TurnAsync(Contestant contestant, int rate, int sleepers, TimeSpan duration)
    {
        var without = await contestant.RunAsync(rate, duration);
        var before = Use.Of(contestant);
        var asleep = await contestant.OpenMoreAsync(sleepers);
        var ports = asleep.ConvertAll(sleeper => ((IPEndPoint)sleeper.Socket.LocalEndPoint!).Port);
        var with = await contestant.RunAsync(rate, duration);
        var (during, served) = (Use.Of(contestant), KernelSockets.Served(contestant.Server.Port, ports));
        asleep.ForEach(sleeper => sleeper.Dispose());
        await Task.Delay(Settle); // what was theirs is let go
        return new Turn(contestant, without, with, sleepers - served, before, during, Use.Of(contestant));
    }

    private static void Print(IReadOnlyList<Contestant> contestants, List<Turn> turns, int sleepers)
    {
        var times = new Table("Server", "rounds", "messages/s", "p50 ms without", "p50 ms with", "p99 ms without", "p99 ms with", "lost", "other CPUs");
        var memory = new Table(
            "Server", $"cut off of {sleepers}", "resident MiB before", "during", "after", "kernel sockets MiB before", "during", "after");
        foreach (var contestant in contestants)
        {
            var own = turns.Where(turn => turn.Contestant == contestant).ToList();
            times.Add(
                contestant.Name, own.Count, own[0].With.Rate, Median(turn => turn.Without.Figures.P50), Median(turn => turn.With.Figures.P50),
                Median(turn => turn.Without.Figures.P99), Median(turn => turn.With.Figures.P99),
                own.Sum(turn => turn.Without.Figures.Lost + turn.With.Figures.Lost), Median(turn => Math.Max(turn.Without.Others, turn.With.Others)));
            memory.Add(
                contestant.Name, Median(turn => turn.Cut), Median(turn => turn.Before.Resident), Median(turn => turn.During.Resident),
                Median(turn => turn.After.Resident), Median(turn => turn.Before.Kernel), Median(turn => turn.During.Kernel), Median(turn => turn.After.Kernel));

            string Median(Func<Turn, double> figure) => own.Select(figure).Median().Round();
        }

        Console.WriteLine($"Of the readers that read, without and with {sleepers} that do not:");
        times.Print();
        memory.Print();
    }

    /// <param name="Kernel">MiB of the whole machine's sockets.</param>
    private sealed record Use(double Resident, double Kernel)
    {
        public static Use Of(Contestant contestant) => new(Memory.Of(contestant.Server).Resident, KernelSockets.Memory);
    }

    /// <param name="Cut">Sleepers that the server no longer serves.</param>
    private sealed record Turn(Contestant Contestant, Step Without, Step With, int Cut, Use Before, Use During, Use After);
}
