using Chat.Bench.Load;
using Chat.Bench.Rivals;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>
/// Durable messages per second: the product, and its way of writing beside EF's behind the same plain endpoint. The
/// servers take turns, so that a slow minute of the machine slows all of them.
/// </summary>
internal static class Sends
{
    public static async Task<int> RunAsync(Options options)
    {
        var levels = options.Numbers("senders", 1, 8, 64);
        var most = levels.Max();

        using var product = await Product.OfAsync(options);
        await using var chat = await ChatServer.StartAsync(product);
        using var people = new Guests(chat.Port);
        var accounts = await people.ComeAsync(most);
        await using var writer = await PlainAsync("writer", most);
        await using var ef = await PlainAsync("ef", most);

        var targets = new[]
        {
            new Target("Chat", chat.Process, i => MessageRequest.Form(chat.Port, $"/rooms/{Guests.Lobby}/messages", accounts[i].Headers, new Seats(1, 0))),
            Plain("Writer, plain endpoint", writer),
            Plain("SaveChanges, plain endpoint", ef),
        };
        foreach (var target in targets)
            await target.RunAsync(most, options.Seconds("warmup", 15)); // the code is compiled while it warms up

        var table = new Table("Senders", "Server", "messages/s", "of rounds", "p50 ms", "p99 ms", "server CPU µs/message", "other CPUs");
        foreach (var level in levels)
            await CompareAsync(targets, level, options.Seconds("seconds", 5), options.Number("rounds", 3), table);
        table.Print();
        return 0;
    }

    private static async Task CompareAsync(Target[] targets, int senders, TimeSpan duration, int rounds, Table table)
    {
        var turns = new List<Turn>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var target in targets)
                turns.Add(await TurnAsync(target, targets, senders, duration));
        }

        foreach (var target in targets)
            Add(table, senders, [.. turns.Where(turn => turn.Target == target)]);
        var rates = targets.Select(target => turns.Where(turn => turn.Target == target).Select(turn => turn.Figures.PerSecond).Median()).ToArray();
        Console.WriteLine($"{senders} senders: the writer is {rates[1] / rates[2]:0.0} times as fast as SaveChanges per message, the product {rates[0] / rates[2]:0.0} times");
    }

    private static async Task<Turn> TurnAsync(Target target, Target[] all, int senders, TimeSpan duration)
    {
        var meter = new Meter(all.Select(other => other.Process));
        var figures = await target.RunAsync(senders, duration);
        var turn = new Turn(target, figures, meter.Of(target.Process).TotalMicroseconds / figures.Count, meter.Others);
        await Console.Error.WriteLineAsync($"{senders} senders, {target.Name}: {figures} other CPUs {turn.Others:0.00}");
        return turn;
    }

    private static void Add(Table table, int senders, IReadOnlyList<Turn> turns) => table.Add(
        senders,
        turns[0].Target.Name,
        turns.Select(turn => turn.Figures.PerSecond).Median().Round(),
        turns.Select(turn => turn.Figures.PerSecond).Range(),
        turns.Select(turn => turn.Figures.P50).Median().Round(),
        turns.Select(turn => turn.Figures.P99).Median().Round(),
        turns.Select(turn => turn.Cpu).Median().Round(),
        turns.Select(turn => turn.Others).Median().Round());

    private static Task<Child> PlainAsync(string rival, int people)
    {
        var folder = new TemporaryFolder();
        return RivalServer.StartAsync(rival, ["--people", $"{people}"], new() { ["Chat__Data"] = folder.Path }, folder);
    }

    private static Target Plain(string name, Child child) => new(
        name, child, i => MessageRequest.Form(child.Port, $"/people/{i + 1}/rooms/{Written.Room}/messages", "", new Seats(1, 0)));

    private sealed record Target(string Name, Child Process, Func<int, MessageRequest> Request)
    {
        public Task<LoopFigures> RunAsync(int senders, TimeSpan duration) => ClosedLoop.RunAsync(
            Process.Port, [.. Enumerable.Range(0, senders).Select(Request).Select(request => (Func<ReadOnlyMemory<byte>>)request.Next)], 201, duration);
    }

    /// <param name="Cpu">The server's microseconds per message.</param>
    private sealed record Turn(Target Target, LoopFigures Figures, double Cpu, double Others);
}
