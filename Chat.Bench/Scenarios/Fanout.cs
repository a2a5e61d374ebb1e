using System.Globalization;
using System.Text;
using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>
/// Events per second to the streams of one room with 99 of 100 in time: the product, whose messages come through its
/// form and are on disk first, beside a channel and a flush per reader that keep nothing. They take turns, step by
/// step, so that a slow minute of the machine slows all.
/// </summary>
internal static class Fanout
{
    private const int StreamsPerAccount = 60;
    private const int Senders = 64;

    public static async Task<int> RunAsync(Options options)
    {
        var readers = options.Number("readers", 1000);
        var audience = (readers + StreamsPerAccount - 1) / StreamsPerAccount;
        OpenFiles.Allow(readers + 1000);

        using var product = await Product.OfAsync(options);
        await using var chat = await ChatServer.StartAsync(product);
        using var people = new People(chat.Port);
        var accounts = await people.ComeAsync(audience + Senders);
        // The rivals' revisions go on where the product's are: their frames have as many digits.
        var cursor = await people.CursorAsync(accounts[0], People.Lobby);
        await using var naive = await RivalAsync("serve-naive", cursor);
        await using var frames = await RivalAsync("serve-frames", cursor);

        Child[] all = [chat.Process, naive, frames];
        using var a = new Contestant("Chat", chat.Process, all, readers,
            async () =>
            {
                var now = await people.CursorAsync(accounts[0], People.Lobby);
                return await Audience.OpenAsync(chat.Port, readers, i => Stream(accounts[i / StreamsPerAccount], now));
            },
            Requests(i => new MessageRequest(chat.Port, $"/rooms/{People.Lobby}/messages", accounts[audience + i].Headers)));
        using var b = Rival("Framework: channel and flush per reader", naive);
        using var c = Rival("Frames made once, flush per reader", frames);

        await new Race(options.Has("alone") ? [a] : [a, b, c], options).RunAsync();
        return 0;

        Contestant Rival(string name, Child server) => new(name, server, all, readers,
            () => Audience.OpenAsync(server.Port, readers, _ => "GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray()),
            Requests(i => new MessageRequest(server.Port, $"/people/{audience + i + 1}/messages", "")));
    }

    private static Task<Child> RivalAsync(string command, long cursor) => Child.StartAsync(
        typeof(Fanout).Assembly.Location, [command, "--rev", $"{cursor}"], new Dictionary<string, string>(), "/");

    private static MessageRequest[] Requests(Func<int, MessageRequest> request) => [.. Enumerable.Range(0, Senders).Select(request)];

    private static byte[] Stream(Account account, long cursor) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"GET /events?rooms={People.Lobby}:{cursor} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nCookie: {account.Cookie}\r\n\r\n"));
}
