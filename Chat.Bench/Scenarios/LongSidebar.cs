using System.Data.Common;
using System.Diagnostics;
using Chat.Bench.Load;
using Chat.Bench.Servers;
using Chat.Data;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Scenarios;

/// <summary>The sidebar of somebody in many rooms: what it asks of the database with every page.</summary>
internal static class LongSidebar
{
    private const long Reader = 1;
    private const int People = 400;
    private const int MembersOfRoom = 30;
    private const int MembersOfGroup = 6;

    public static async Task<int> RunAsync(Options options)
    {
        var (rooms, queries) = (options.Number("rooms", 500), options.Number("queries", 2000));
        using var statements = new Statements();
        using var folder = new TemporaryFolder();
        await using var storage = Storage.Of(folder.Path);
        await storage.Services.GetRequiredService<Data.Database>().PrepareAsync();
        await FillAsync(storage.Services, rooms);

        statements.Forget();
        await MeasureAsync(storage.Services, rooms, 1);
        await using var db = await storage.Services.GetRequiredService<IDbContextFactory<ChatDb>>().CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        var alone = () => MeasureAlone(statements, db.Database.GetDbConnection(), queries);
        statements.Dispose();

        await MeasureAsync(storage.Services, rooms, queries); // the code is compiled while it warms up
        var table = new Table("Rooms", "queries", "database alone: p50 ms", "p99 ms", "with its objects: p50 ms", "p99 ms", "other CPUs");
        for (var round = 0; round < options.Number("rounds", 3); round++)
        {
            var meter = new Meter();
            var (database, whole) = (alone(), await MeasureAsync(storage.Services, rooms, queries));
            table.Add(
                rooms, queries, database.Milliseconds(0.5).Round(), database.Milliseconds(0.99).Round(),
                whole.Milliseconds(0.5).Round(), whole.Milliseconds(0.99).Round(), meter.Others.Round());
        }

        table.Print();
        return 0;
    }

    /// <summary>Six of ten rooms have a name, three are direct chats, one is a group; one in five lies in a folder.</summary>
    private static async Task FillAsync(IServiceProvider services, int rooms)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ChatDb>>().CreateDbContextAsync();
        for (var id = 1; id <= People; id++)
            db.Users.Add(new Person { Id = id, UserName = $"person{id}", NormalizedUserName = $"person{id}", DisplayName = $"Person {id}" });
        db.Folders.Add(new Folder { Id = 1, PersonId = Reader, Name = "Projects" });
        for (var id = 1; id <= rooms; id++)
            Furnish(db, id);
        await db.SaveChangesAsync();
    }

    private static void Furnish(ChatDb db, int id)
    {
        var (kind, members) = (id % 10) switch
        {
            < 6 => (RoomKind.Named, MembersOfRoom),
            < 9 => (RoomKind.Direct, 2),
            _ => (RoomKind.Group, MembersOfGroup),
        };
        var named = kind is RoomKind.Named;
        var others = Enumerable.Range(0, members - 1).Select(n => Reader + 1 + ((id + (n * 7)) % (People - 1))).Distinct().ToList();
        db.Rooms.Add(new Room
        {
            Id = id,
            Kind = kind,
            Name = named ? $"Room {id}" : "",
            NameKey = named ? $"room {id}" : null,
            Members = others.Count + 1,
            Head = id,
            Rev = id,
            ActiveAt = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000 + (id * 7919 % 100_000)),
        });
        db.Memberships.AddRange(others.Append(Reader).Select(person => new Membership
        {
            RoomId = id,
            PersonId = person,
            LastRead = id - (id % 3),
            FolderId = person == Reader && id % 5 == 0 ? 1 : null,
        }));
    }

    /// <summary>As a request does it: with a context from the pool, which opens and closes its connection.</summary>
    private static async Task<Histogram> MeasureAsync(IServiceProvider services, int rooms, int queries)
    {
        var latencies = NewHistogram();
        for (var i = 0; i < queries; i++)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
            var started = Stopwatch.GetTimestamp();
            var sidebar = await SidebarView.LoadAsync(db, Reader, CancellationToken.None);
            latencies.Add(Stopwatch.GetElapsedTime(started));
            if (sidebar.Rooms.Count != rooms)
                throw new InvalidOperationException($"The sidebar shows {sidebar.Rooms.Count} of {rooms} rooms.");
        }

        return latencies;
    }

    private static Histogram MeasureAlone(Statements statements, DbConnection connection, int queries)
    {
        var latencies = NewHistogram();
        for (var i = 0; i < queries; i++)
        {
            var started = Stopwatch.GetTimestamp();
            statements.Run(connection);
            latencies.Add(Stopwatch.GetElapsedTime(started));
        }

        return latencies;
    }

    private static Histogram NewHistogram() => new(TimeSpan.FromMicroseconds(1), TimeSpan.FromMilliseconds(100));
}
