using System.Globalization;
using System.Text;
using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>
/// Events per second to the streams of one room with 99 of 100 within 250 ms: the product, whose messages come through
/// its form and are on disk first, beside a channel and a flush per reader that keeps nothing.
/// </summary>
internal static class Fanout
{
    private const int StreamsPerAccount = 60;
    private const int Senders = 64;

    public static async Task<int> RunAsync(Options options)
    {
        var readers = options.Number("readers", 1000);
        var ramp = new Ramp(options.Number("start", 100), TimeSpan.FromSeconds(options.Number("seconds", 5)), options.Number("limit", 250), options.Numbers("rates"));
        var only = options.Text("only");

        await using var chat = await ChatServer.StartAsync(options);
        using var people = new People(chat.Port);
        var audience = (readers + StreamsPerAccount - 1) / StreamsPerAccount;
        var accounts = await people.ComeAsync(audience + Senders);
        await using var channels = await Child.StartAsync(typeof(Fanout).Assembly.Location, ["serve-channels"], new Dictionary<string, string>(), "/");

        var table = new Table("Server", "messages/s", "events/s", "p50 ms", "p99 ms", "lost", "doubled", "bytes/event", "server CPU µs/event");
        double product = 0, rival = 0;
        for (var round = 0; round < options.Number("rounds", 2); round++)
        {
            if (only is null or "channels")
                rival = Math.Max(rival, await ramp.RunAsync("Channel and flush per reader", channels, readers,
                    () => Audience.OpenAsync(channels.Port, readers, _ => Encoding.ASCII.GetBytes("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")),
                    [.. Enumerable.Range(0, Senders).Select(_ => new MessageRequest(channels.Port, "/messages", ""))], table));
            if (only is null or "chat")
            {
                product = Math.Max(product, await ramp.RunAsync("Chat", chat.Process, readers,
                    async () =>
                    {
                        var cursor = await people.CursorAsync(accounts[0], People.Lobby);
                        return await Audience.OpenAsync(chat.Port, readers, i => Stream(accounts[i / StreamsPerAccount], cursor));
                    },
                    [.. Enumerable.Range(0, Senders).Select(i => new MessageRequest(chat.Port, $"/rooms/{People.Lobby}/messages", accounts[audience + i].Headers))], table));
            }
        }

        table.Print();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Chat {product:#,##0} events/s, channels {rival:#,##0} events/s: {product / rival:0.0} times"));
        return 0;
    }

    private static byte[] Stream(Account account, long cursor) => Encoding.ASCII.GetBytes(
        $"GET /events?rooms={People.Lobby}:{cursor} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nCookie: {account.Cookie}\r\n\r\n");
}
