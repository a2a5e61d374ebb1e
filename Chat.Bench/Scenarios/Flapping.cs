using System.Text;
using Chat.Bench.Load;
using Chat.Bench.Servers;
using Chat.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Scenarios;

/// <summary>
/// Everybody's pages say without end that somebody is here, and is not: what reports cost, what of them goes out to those
/// who share a room, and what is written, which is to be nothing.
/// </summary>
internal static class Flapping
{
    /// <summary>The product's lobby comes before.</summary>
    private const long FirstRoom = 2;

    private static readonly string[] States = ["active", "idle"];

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(Options options)
    {
        var per = options.Number("per", 50);
        using var product = await Product.OfAsync(options);
        await using var chat = await ChatServer.StartAsync(product);
        using var guests = new Guests(chat.Port);
        var people = await guests.ComeAsync(options.Number("people", 1000));
        await using var storage = Storage.Of(chat.Data);
        await using var scope = storage.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        await FurnishAsync(db, people, per);
        var listeners = await ListenAsync(chat.Port, people, per);
        await ReportAsync(chat, people, options, options.Seconds("warmup", 5));
        await MeasureAsync(chat, people, listeners, db, options);
        listeners.ForEach(listener => listener.Dispose());
        return 0;
    }

    /// <summary>Rooms of <paramref name="per"/> people each.</summary>
    private static async Task FurnishAsync(ChatDb db, Account[] people, int per)
    {
        var ids = await db.Users.ToDictionaryAsync(person => person.UserName!, person => person.Id);
        foreach (var (index, members) in people.Chunk(per).Index())
        {
            var room = FirstRoom + index;
            db.Rooms.Add(new Room { Id = room, Name = $"Room {room}", NameKey = $"room {room}", Members = members.Length });
            db.Memberships.AddRange(members.Select(member => new Membership { RoomId = room, PersonId = ids[member.Name] }));
        }

        await db.SaveChangesAsync();
    }

    private static async Task<List<SignalListener>> ListenAsync(int port, Account[] people, int per)
    {
        var listeners = new List<SignalListener>();
        foreach (var (index, person) in people.Index())
        {
            var listener = new SignalListener();
            await listener.OpenAsync(port, person, FirstRoom + (index / per));
            listeners.Add(listener);
        }

        return listeners;
    }

    private static async Task MeasureAsync(ChatServer chat, Account[] people, List<SignalListener> listeners, ChatDb db, Options options)
    {
        var table = new Table("reports/s", "p50 ms", "p99 ms", "signals/s", "signals per report", "server CPU µs/report", "commits", "other CPUs");
        for (var round = 0; round < options.Number("rounds", 3); round++)
        {
            var (meter, before) = (new Meter(chat.Process), listeners.Sum(listener => listener.Heard));
            using var over = new CancellationTokenSource();
            var commits = CountCommitsAsync(db, over.Token);
            var seconds = options.Seconds("seconds", 20);
            var figures = await ReportAsync(chat, people, options, seconds);
            await over.CancelAsync();
            var signals = listeners.Sum(listener => listener.Heard) - before;
            table.Add(
                figures.PerSecond.Round(), figures.P50.Round(), figures.P99.Round(), (signals / seconds.TotalSeconds).Round(),
                ((double)signals / figures.Count).Round(), (meter.Of(chat.Process) / figures.Count).TotalMicroseconds.Round(), await commits, meter.Others.Round());
        }

        table.Print();
    }

    /// <summary>Everybody in turn, active the one time and idle the next.</summary>
    private static Task<LoopFigures> ReportAsync(ChatServer chat, Account[] people, Options options, TimeSpan duration)
    {
        var requests = Requests(chat.Port, people);
        var turn = 0;
        ReadOnlyMemory<byte> Next() => requests[(Interlocked.Increment(ref turn) & int.MaxValue) % requests.Length];
        return ClosedLoop.RunAsync(
            chat.Port, [.. Enumerable.Repeat<Func<ReadOnlyMemory<byte>>>(Next, options.Number("connections", 4))], 204, duration);
    }

    private static byte[][] Requests(int port, Account[] people) =>
        [.. States.SelectMany(state => people.Select(person => Request(port, person, $"Client=bench&State={state}")))];

    private static byte[] Request(int port, Account person, string body) => Encoding.ASCII.GetBytes(
        $"POST /presence HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\n{person.Headers}" +
        $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    /// <summary>Commits of others to the file, as SQLite tells a connection that stays open; some of many at once may be missed, none of few.</summary>
    private static async Task<int> CountCommitsAsync(ChatDb db, CancellationToken over)
    {
        await db.Database.OpenConnectionAsync(CancellationToken.None);
        var commits = 0;
        var version = await VersionAsync();
        using var timer = new PeriodicTimer(Look);
        while (!over.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var now = await VersionAsync();
            if (now != version)
                commits++;
            version = now;
        }

        await db.Database.CloseConnectionAsync();
        return commits;

        async Task<long> VersionAsync() =>
            (await db.Database.SqlQueryRaw<long>("PRAGMA data_version").ToListAsync(CancellationToken.None))[0];
    }
}
