using System.Diagnostics;
using System.Globalization;
using Chat.Bench.Load;
using Chat.Bench.Servers;
using Chat.Data;
using Chat.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Scenarios;

/// <summary>A page of history among a million messages: read by the product's query, and rendered by its server.</summary>
internal static class LongHistory
{
    public static async Task<int> RunAsync(Options options)
    {
        using var product = await Product.OfAsync(options);
        using var folder = new TemporaryFolder();
        await using (var archive = await WriteAsync(folder, options))
            await QueryAsync(archive, options.Number("queries", 5000));
        await using var chat = await ChatServer.StartAsync(product, folder.Path);
        await Pages.RenderAsync([("Chat", chat)], options, options.Number("rooms", 500), options.Numbers("connections", 4));
        return 0;
    }

    private static async Task<Archive> WriteAsync(TemporaryFolder folder, Options options)
    {
        var (messages, rooms) = (options.Number("messages", 1_000_000), options.Number("rooms", 500));
        var started = Stopwatch.GetTimestamp();
        var archive = await Archive.WriteAsync(folder.Path, messages, rooms);
        var took = Stopwatch.GetElapsedTime(started);
        var size = new FileInfo(Path.Combine(folder.Path, "chat.db")).Length / 1024 / 1024;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{messages:#,##0} messages in {rooms} rooms, {size} MiB, written in {took.TotalSeconds:0.0} s"));
        return archive;
    }

    private static async Task QueryAsync(Archive archive, int queries)
    {
        var table = new Table("Query", "queries", "p50 ms", "p99 ms", "other CPUs");
        await AddAsync("Last 50 messages of a random room", head => History.Range(null, null, null, head, head));
        await AddAsync("50 around a random message", head => History.Range(null, null, Random.Shared.NextInt64(head) + 1, head, head));
        table.Print();

        async Task AddAsync(string name, Func<long, (long First, long Last)> first)
        {
            await MeasureAsync(archive, queries, first); // the code is compiled while it warms up
            var meter = new Meter();
            var latencies = await MeasureAsync(archive, queries, first);
            table.Add(name, queries, latencies.Milliseconds(0.5).Round(), latencies.Milliseconds(0.99).Round(), meter.Others.Round());
        }
    }

    /// <summary>As a request does it: with a context from the pool, which opens and closes its connection.</summary>
    private static async Task<Histogram> MeasureAsync(Archive archive, int queries, Func<long, (long First, long Last)> first)
    {
        var latencies = new Histogram(TimeSpan.FromMicroseconds(1), TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < queries; i++)
        {
            var room = Random.Shared.Next(archive.Rooms) + 1;
            var head = archive.Head(room);
            var from = first(head);
            await using var scope = archive.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
            var started = Stopwatch.GetTimestamp();
            var page = await History.ReadAsync(db, room, from, CancellationToken.None);
            latencies.Add(Stopwatch.GetElapsedTime(started));
            if (page.Count == 0)
                throw new InvalidOperationException($"Room {room} has {head} messages and shows none from {from}.");
        }

        return latencies;
    }
}
