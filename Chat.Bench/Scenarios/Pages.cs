using System.Text;
using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>Whole pages of rooms, with their last 50 messages, to signed-in people over keep-alive connections.</summary>
internal static class Pages
{
    /// <summary>Of the product, and of another build of it where one is given: they take turns.</summary>
    public static async Task<int> RunAsync(Options options)
    {
        var rooms = options.Number("rooms", 100);
        using var product = await Product.OfAsync(options);
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, options, rooms);
        await using var chat = await ChatServer.StartAsync(product, folder.Path);
        if (options.Text("beside") is not { } other)
        {
            await RenderAsync([("Chat", chat)], options, rooms, options.Numbers("connections", 1, 4, 16));
            return 0;
        }

        using var rival = Product.In(other);
        using var otherFolder = new TemporaryFolder();
        await WriteAsync(otherFolder, options, rooms);
        await using var beside = await ChatServer.StartAsync(rival, otherFolder.Path);
        await RenderAsync([("Chat", chat), ("beside", beside)], options, rooms, options.Numbers("connections", 1, 4, 16));
        return 0;
    }

    /// <summary>The rows are on disk when it returns; the server is alone with them.</summary>
    private static async Task WriteAsync(TemporaryFolder folder, Options options, int rooms)
    {
        await using var archive = await Archive.WriteAsync(folder.Path, options.Number("messages", 20_000), rooms);
    }

    public static async Task RenderAsync(IReadOnlyList<(string Name, ChatServer Chat)> servers, Options options, int rooms, int[] levels)
    {
        var visited = new List<(string Name, ChatServer Chat, Func<ReadOnlyMemory<byte>>[] Visits)>();
        foreach (var (name, chat) in servers)
        {
            using var people = new Guests(chat.Port);
            var visits = await Task.WhenAll((await people.ComeAsync(levels.Max()))
                .Select(account => SettleAsync(people, account, rooms, Math.Min(rooms, options.Number("mine", 20)), chat.Port)));
            await ClosedLoop.RunAsync(chat.Port, visits, 200, options.Seconds("warmup", 10));
            visited.Add((name, chat, visits));
        }

        var table = new Table("Server", "Connections", "pages/s", "p50 ms", "p99 ms", "KiB/page", "server CPU µs/page", "pages per CPU second", "other CPUs");
        foreach (var connections in levels)
        {
            for (var round = 0; round < options.Number("rounds", 3); round++)
            {
                foreach (var (name, chat, visits) in visited)
                {
                    var meter = new Meter(chat.Process);
                    var figures = await ClosedLoop.RunAsync(chat.Port, visits[..connections], 200, options.Seconds("seconds", 5));
                    var cpu = meter.Of(chat.Process) / figures.Count;
                    table.Add(
                        name, connections, figures.PerSecond.Round(), figures.P50.Round(), figures.P99.Round(), (figures.Bytes / 1024.0).Round(),
                        cpu.TotalMicroseconds.Round(), (1 / cpu.TotalSeconds).Round(), meter.Others.Round());
                }
            }
        }

        table.Print();
    }

    /// <summary>Brings the account into some of the rooms.</summary>
    /// <returns>Requests for their pages, at random.</returns>
    private static async Task<Func<ReadOnlyMemory<byte>>> SettleAsync(Guests people, Account account, int rooms, int count, int port)
    {
        var mine = Enumerable.Range(1, rooms).ToArray();
        Random.Shared.Shuffle(mine);
        foreach (var room in mine[..count])
            await people.JoinAsync(account, room);
        var requests = mine[..count].Select(room => Encoding.ASCII.GetBytes(
            $"GET /rooms/{room} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\nCookie: {account.Cookie}\r\n\r\n")).ToArray();
        return () => requests[Random.Shared.Next(requests.Length)];
    }
}
