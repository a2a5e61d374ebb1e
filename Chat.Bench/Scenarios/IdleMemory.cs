using System.Diagnostics;
using System.Globalization;
using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>What the server takes when nothing happens: after its first page, and with streams that only stay open.</summary>
internal static class IdleMemory
{
    /// <summary>The product refuses a person more.</summary>
    private const int StreamsPerAccount = 64;

    public static async Task<int> RunAsync(Options options)
    {
        var streams = options.Number("streams", 10_000);
        var settle = options.Seconds("settle", 30);
        OpenFiles.Allow(streams + 1000);

        using var product = await Product.OfAsync(options);
        await using var chat = await ChatServer.StartAsync(product);
        var table = new Table("Moment", "resident MiB", "proportional MiB", "private MiB", "resident KiB/stream", "private KiB/stream");
        Add(table, "After the first page", Memory.Of(chat.Process));

        using var people = new Guests(chat.Port);
        var accounts = await people.ComeAsync((streams + StreamsPerAccount - 1) / StreamsPerAccount);
        Add(table, $"{accounts.Length} accounts signed up", Memory.Of(chat.Process));
        // What the first streams take once, such as compiled code, belongs to no single one of them.
        (await OpenAsync(chat, people, accounts, streams / 10)).Dispose();
        await Task.Delay(settle);
        var before = Memory.Of(chat.Process);
        Add(table, $"{streams / 10} streams came and went", before);
        await StandAsync(chat, await OpenAsync(chat, people, accounts, streams), settle, before, table);
        table.Print();
        return 0;
    }

    private static async Task<Audience> OpenAsync(ChatServer chat, Guests people, Account[] accounts, int count)
    {
        var cursor = await people.CursorAsync(accounts[0], Guests.Lobby);
        var started = Stopwatch.GetTimestamp();
        var audience = await Audience.OpenAsync(
            new Seats(1, count), i => new StreamingReader(chat.Port, accounts[i / StreamsPerAccount].Stream(Guests.Lobby, cursor)));
        var took = Stopwatch.GetElapsedTime(started);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} streams opened in {took.TotalSeconds:0.0} s"));
        return audience;
    }

    private static async Task StandAsync(ChatServer chat, Audience audience, TimeSpan settle, Memory before, Table table)
    {
        using var seated = audience;
        var count = audience.Open;
        var thread = audience.Listen(step: 0, messages: 0); // heartbeats come, and must be read
        Add(table, $"{count} streams just opened", Memory.Of(chat.Process), before, count);
        await Task.Delay(settle);
        var after = Memory.Of(chat.Process);
        audience.Leave();
        thread.Join();
        if (!audience.IsComplete)
            throw new InvalidOperationException($"Only {audience.Open} of {count} streams were still open: the product ends each after four minutes.");
        Add(table, $"{count} streams after {settle.TotalSeconds:0} s", after, before, count);
    }

    private static void Add(Table table, string moment, Memory memory) =>
        table.Add(moment, memory.Resident.Round(), memory.Proportional.Round(), memory.Private.Round(), "", "");

    private static void Add(Table table, string moment, Memory memory, Memory before, int streams)
    {
        var more = memory - before;
        table.Add(
            moment, memory.Resident.Round(), memory.Proportional.Round(), memory.Private.Round(),
            (more.Resident * 1024 / streams).Round(), (more.Private * 1024 / streams).Round());
    }
}
