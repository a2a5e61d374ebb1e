using System.Diagnostics;
using System.Globalization;
using Chat.Bench.Load;
using Chat.Bench.Servers;
using Chat.Core;
using Chat.Data;
using Chat.Data.Sqlite;
using Chat.Messages;
using Chat.Search;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Chat.Bench.Scenarios;

/// <summary>Words among a million messages: how soon they are found, how large their index is, and what it costs a send.</summary>
internal static class Finding
{
    private const int DifferentTexts = 20_000;
    private const int MessagesAtATime = 2_000;
    private const long InAllRooms = 1;
    private const long InFewRooms = 2;
    private const int FewRooms = 30;

    public static async Task<int> RunAsync(Options options)
    {
        using var folder = new TemporaryFolder();
        var talk = new Talk();
        var (messages, rooms) = (options.Number("messages", 1_000_000), options.Number("rooms", 500));
        await using var archive = await Archive.WriteAsync(folder.Path, messages, rooms, [.. talk.Texts(DifferentTexts)]);
        var writer = archive.Services.GetRequiredService<Writer>();
        await writer.StartAsync(CancellationToken.None);
        await writer.Run(scope => scope.Db.Memberships.Where(m => m.PersonId == InFewRooms && m.RoomId > FewRooms).ExecuteDelete());

        await IndexAsync(archive, writer, messages);
        await QueryAsync(archive, talk, options.Number("queries", 500));
        await SendAsync(archive, writer, talk, options);
        await writer.StopAsync(CancellationToken.None);
        return 0;
    }

    private static async Task IndexAsync(Archive archive, Writer writer, int messages)
    {
        var text = await writer.Run(scope => (long)scope.Command("""SELECT SUM(LENGTH(CAST("Body" AS BLOB))) FROM "Messages" """).Scalar()!);
        var before = await UsedAsync(writer);
        var started = Stopwatch.GetTimestamp();
        await writer.Run(MessageIndex.Clear);
        while (await writer.Run(scope => MessageIndex.IndexSome(scope, MessagesAtATime)))
        {
        }

        var took = Stopwatch.GetElapsedTime(started);
        await writer.Run(scope => scope.Command("""INSERT INTO "SearchIndex" ("SearchIndex") VALUES ('optimize')""").Execute());
        var index = await UsedAsync(writer) - before;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{messages:#,##0} messages, {text / 1e6:0.0} MB of text, index {index / 1e6:0.0} MB ({(double)index / text:0.00} of the text), made in {took.TotalSeconds:0.0} s"));
    }

    /// <summary>Bytes of the database that hold something.</summary>
    private static Task<long> UsedAsync(Writer writer) => writer.Run(scope =>
        ((long)scope.Command("PRAGMA page_count").Scalar()! - (long)scope.Command("PRAGMA freelist_count").Scalar()!) * (long)scope.Command("PRAGMA page_size").Scalar()!);

    private static async Task QueryAsync(Archive archive, Talk talk, int queries)
    {
        var table = new Table("Query", "rooms", "queries", "found", "p50 ms", "p99 ms", "other CPUs");
        foreach (var (name, make) in Kinds(talk))
        {
            foreach (var person in new[] { InAllRooms, InFewRooms })
            {
                await MeasureAsync(archive, person, make, queries / 10); // the code is compiled while it warms up
                var meter = new Meter();
                var (latencies, found) = await MeasureAsync(archive, person, make, queries);
                table.Add(
                    name, person == InAllRooms ? "all" : $"{FewRooms}", queries, found,
                    latencies.Milliseconds(0.5).Round(), latencies.Milliseconds(0.99).Round(), meter.Others.Round());
            }
        }

        table.Print();
    }

    private static IEnumerable<(string Name, Func<string> Make)> Kinds(Talk talk) =>
    [
        ("Two syllables", talk.TwoSyllables),
        ("A Korean word", talk.Korean),
        ("Two Korean words", talk.TwoWords),
        ("An English word", talk.English),
        ("A phrase", () => $"\"{talk.TwoWords()}\""),
        ("A pair that is nowhere", () => "쀍쀌"),
        ("One syllable", () => talk.Korean()[..1]),
        ("One letter", () => talk.English()[..1]),
        ("A word in one room", () => $"{talk.Korean()} in:\"room {Random.Shared.Next(FewRooms) + 1}\""),
        ("A word of one author", () => $"{talk.English()} from:author{Random.Shared.Next(50) + 1}"),
        ("A word before a day", () => $"{talk.Korean()} before:2025-03-01"),
        ("Links", () => "has:link"),
    ];

    /// <summary>As a request does it.</summary>
    private static async Task<(Histogram Latencies, int Found)> MeasureAsync(Archive archive, long person, Func<string> make, int queries)
    {
        await using var words = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var text = words.GetRequiredService<IStringLocalizer<Text>>();
        var latencies = new Histogram(TimeSpan.FromMicroseconds(10), TimeSpan.FromSeconds(2));
        var found = 0;
        for (var i = 0; i < queries; i++)
        {
            var typed = make();
            await using var scope = archive.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
            var started = Stopwatch.GetTimestamp();
            var query = SearchQuery.Parse(typed, new DateOnly(2026, 1, 1));
            var findings = await new Finder(db, text).FindAsync(person, query, TimeZoneInfo.Utc, before: null, CancellationToken.None);
            latencies.Add(Stopwatch.GetElapsedTime(started));
            found += findings.Hits.Count > 0 ? 1 : 0;
        }

        return (latencies, found);
    }

    private static async Task SendAsync(Archive archive, Writer writer, Talk talk, Options options)
    {
        await using var meters = new ServiceCollection().AddMetrics().AddSingleton<MessageMetrics>().BuildServiceProvider();
        var metrics = meters.GetRequiredService<MessageMetrics>();
        var typesetting = ActivatorUtilities.CreateInstance<Typesetting>(archive.Services);
        var ways = new (string Name, Posting Posting)[]
        {
            ("without the index", new(writer, new Tails([]), typesetting, [], metrics)),
            ("with the index", new(writer, new Tails([]), typesetting, [new IndexWitness()], metrics)),
        };
        var texts = talk.Texts(DifferentTexts).ToArray();
        var table = new Table("Senders", "Messages", "messages/s", "of rounds", "other CPUs");
        foreach (var senders in options.Numbers("senders", 1, 64))
        {
            var rates = ways.ToDictionary(way => way.Name, _ => new List<double>());
            var meter = new Meter();
            for (var round = 0; round <= options.Number("rounds", 3); round++)
            {
                foreach (var (name, posting) in ways)
                {
                    var rate = await RateAsync(posting, archive.Rooms, texts, senders, options.Seconds("seconds", 5));
                    if (round > 0) // the first one warms up
                        rates[name].Add(rate);
                }
            }

            foreach (var (name, of) in rates)
                table.Add(senders, name, of.Median().Round(), of.Range(), meter.Others.Round());
        }

        table.Print();
    }

    private static async Task<double> RateAsync(Posting posting, int rooms, string[] texts, int senders, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var sent = await Task.WhenAll(Enumerable.Range(0, senders).Select(async sender =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(started) < duration; count++)
            {
                var posted = await posting.PostAsync(new NewMessage(
                    Random.Shared.Next(Math.Min(rooms, FewRooms)) + 1, (sender % 50) + 1, texts[Random.Shared.Next(texts.Length)], Guid.NewGuid()));
                if (posted.Outcome is not PostOutcome.Posted)
                    throw new InvalidOperationException($"A message was not posted: {posted}");
            }

            return count;
        }));
        return sent.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
