namespace Chat.Bench.Scenarios;

/// <summary>Lets servers take turns at the same steps, round by round, and shows the median of the rounds.</summary>
/// <param name="start">The rate to warm up at and to climb from, unless <c>--start</c> says otherwise.</param>
/// <param name="rates">Common rates, unless <c>--rates</c> says otherwise.</param>
internal sealed class Race(IReadOnlyList<Contestant> contestants, Options options, int start, int[] rates)
{
    /// <summary>A step that failed is tried once more, and again if others had this many processors meanwhile.</summary>
    private const int Attempts = 2;
    private const int DisturbedAttempts = 5;
    private const double Disturbance = 0.25;

    private readonly TimeSpan duration = options.Seconds("seconds", 5);
    private readonly int rounds = options.Number("rounds", 3);
    private readonly int start = options.Number("start", start);
    private readonly int limit = options.Number("limit", 250);
    private readonly int[] rates = options.Numbers("rates", rates);

    /// <summary>At common rates, and then as fast as each can.</summary>
    public async Task RunAsync()
    {
        // The climbs come last: after them the faster server's numbers have more digits, and its frames more bytes.
        await StandAsync();
        if (options.Has("standing"))
            return;
        var best = new List<Step>();
        for (var round = 0; round < rounds; round++)
            best.AddRange(await ClimbAsync());
        Console.WriteLine($"The most with 99 of 100 events within {limit} ms and none lost, median of {rounds} rounds:");
        Print(best);
    }

    /// <summary>At common rates only.</summary>
    public async Task StandAsync()
    {
        foreach (var contestant in contestants)
            await contestant.RunAsync(start, options.Seconds("warmup", 10)); // the code is compiled while it warms up
        var standing = new List<Step>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var rate in rates)
                standing.AddRange(await StandAsync(rate));
        }

        foreach (var rate in rates)
        {
            Console.WriteLine($"At {rate} messages per second for all, median of {rounds} rounds:");
            Print(standing.Where(step => step.Rate == rate));
        }
    }

    private async Task<List<Step>> StandAsync(int rate)
    {
        var steps = new List<Step>();
        foreach (var contestant in contestants)
            steps.Add(await contestant.RunAsync(rate, duration));
        return steps;
    }

    /// <returns>The best step of each; none of one that failed at the start.</returns>
    private async Task<IEnumerable<Step>> ClimbAsync()
    {
        var climbs = contestants.Select(contestant => new Climb(contestant, new Search(start))).ToList();
        while (climbs.Exists(climb => climb.Search.Next is not null))
        {
            foreach (var climb in climbs.Where(climb => climb.Search.Next is not null))
                await StepAsync(climb);
        }

        return climbs.Select(climb => climb.Best).OfType<Step>();
    }

    private async Task StepAsync(Climb climb)
    {
        var step = await climb.Contestant.RunAsync(climb.Search.Next!.Value, duration);
        for (var tried = 1; !step.IsGood(limit) && tried < (step.Others > Disturbance ? DisturbedAttempts : Attempts); tried++)
            step = await climb.Contestant.RunAsync(step.Rate, duration);
        climb.Take(step, step.IsGood(limit));
    }

    private void Print(IEnumerable<Step> steps)
    {
        var table = new Table(
            "Server", "rounds", "messages/s", "events/s", "of rounds", "of Chat's", "p50 ms", "p99 ms", "lost", "doubled", "bytes/event", "server CPU µs/event", "other CPUs");
        foreach (var contestant in contestants)
            Add(table, contestant, Of(contestant), Of(contestants[0]));
        table.Print();

        List<Step> Of(Contestant contestant) => [.. steps.Where(step => step.Name == contestant.Name)];
    }

    private static void Add(Table table, Contestant contestant, List<Step> steps, List<Step> first)
    {
        table.Add(
            contestant.Name, steps.Count, Median(step => step.Rate), Median(step => step.EventsPerSecond),
            steps.Select(step => step.EventsPerSecond).Range(),
            (steps.Select(step => step.EventsPerSecond).Median() / first.Select(step => step.EventsPerSecond).Median()).Round(),
            Median(step => step.Figures.P50), Median(step => step.Figures.P99), steps.Sum(step => step.Figures.Lost),
            steps.Sum(step => step.Figures.Doubled), Median(step => step.Bytes), Median(step => step.Cpu), Median(step => step.Others));

        string Median(Func<Step, double> figure) => steps.Select(figure).Median().Round();
    }

    private sealed record Climb(Contestant Contestant, Search Search)
    {
        public Step? Best { get; private set; }

        public void Take(Step step, bool good)
        {
            Search.Report(good);
            if (good)
                Best = step;
        }
    }
}
