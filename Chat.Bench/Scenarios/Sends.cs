using Chat.Bench.Load;
using Chat.Bench.Rivals;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>Durable messages per second: the product, and its way of writing beside EF's behind the same plain endpoint.</summary>
internal static class Sends
{
    public static async Task<int> RunAsync(Options options)
    {
        var levels = options.Numbers("senders", 1, 8, 64);
        var seconds = TimeSpan.FromSeconds(options.Number("seconds", 4));
        var most = levels.Max();

        await using var chat = await ChatServer.StartAsync(options);
        using var people = new People(chat.Port);
        var accounts = await people.ComeAsync(most);
        await using var writer = await PlainAsync("serve-writer", most);
        await using var ef = await PlainAsync("serve-ef", most);

        var targets = new[]
        {
            new Target("Chat", chat.Process, i => new MessageRequest(chat.Port, $"/rooms/{People.Lobby}/messages", accounts[i].Headers)),
            Plain("Writer, plain endpoint", writer.Child),
            Plain("SaveChanges, plain endpoint", ef.Child),
        };
        foreach (var target in targets)
            await target.RunAsync(most, TimeSpan.FromSeconds(3)); // the code is compiled while it warms up

        var table = new Table("Senders", "Server", "messages/s", "p50 ms", "p99 ms", "server CPU µs per message");
        foreach (var level in levels)
            await CompareAsync(targets, level, seconds, options.Number("rounds", 2), table);
        table.Print();
        return 0;
    }

    private static async Task CompareAsync(Target[] targets, int senders, TimeSpan duration, int rounds, Table table)
    {
        var best = new SendFigures[targets.Length];
        var cpu = new double[targets.Length];
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < targets.Length; i++)
            {
                var before = targets[i].Process.Cpu;
                var figures = await targets[i].RunAsync(senders, duration);
                if (best[i] is { } former && former.PerSecond > figures.PerSecond)
                    continue;
                best[i] = figures;
                cpu[i] = (targets[i].Process.Cpu - before).TotalMicroseconds / (figures.PerSecond * duration.TotalSeconds);
            }
        }

        for (var i = 0; i < targets.Length; i++)
            table.Add(senders, targets[i].Name, best[i].PerSecond.Round(), best[i].P50.Round(), best[i].P99.Round(), cpu[i].Round());
        Console.WriteLine($"{senders} senders: the writer is {best[1].PerSecond / best[2].PerSecond:0.0} times as fast as SaveChanges per message, the product {best[0].PerSecond / best[2].PerSecond:0.0} times");
    }

    private static async Task<PlainServer> PlainAsync(string name, int people)
    {
        var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["Chat__Data"] = folder.Path };
        return new PlainServer(await Child.StartAsync(typeof(Sends).Assembly.Location, [name, "--people", $"{people}"], environment, "/"), folder);
    }

    private static Target Plain(string name, Child child) =>
        new(name, child, i => new MessageRequest(child.Port, $"/people/{i + 1}/messages", ""));

    private sealed record Target(string Name, Child Process, Func<int, MessageRequest> Request)
    {
        public Task<SendFigures> RunAsync(int senders, TimeSpan duration) =>
            SendLoad.RunAsync(Process.Port, [.. Enumerable.Range(0, senders).Select(Request)], duration);
    }

    private sealed record PlainServer(Child Child, TemporaryFolder Folder) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Child.DisposeAsync();
            Folder.Dispose();
        }
    }
}
