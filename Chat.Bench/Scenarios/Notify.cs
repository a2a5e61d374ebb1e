using System.Diagnostics;
using Chat.Bench.Load;
using Chat.Bench.Servers;
using Chat.Core;
using Chat.Data;
using Chat.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Scenarios;

/// <summary>
/// What an acknowledgement takes while a message goes out to thousands of devices, beside the same without: rounds of
/// both take turns in one run. Server, push service and sender are one process, so that the server may be let out to it.
/// </summary>
internal static class Notify
{
    /// <summary>Between two messages of the sender whose acknowledgements are timed.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(Options options)
    {
        var (devices, rounds) = (options.Number("devices", 10_000), options.Number("rounds", 3));
        using var folder = new TemporaryFolder();
        await using var service = await PushWorld.StartAsync();
        await using var program = Program.Build(Arguments(folder), builder => service.Lend(builder.Services));
        await program.StartProgramAsync();
        var port = new Uri(program.Urls.First()).Port;
        using var people = new Guests(port);
        var sender = (await people.ComeAsync(1))[0];
        var crowd = await CrowdAsync(program.Services, service, devices);
        var request = MessageRequest.Form(port, $"/rooms/{Guests.Lobby}/messages", sender.Headers, new Seats(1, 0));
        await TimeAsync(port, request, options.Seconds("warmup", 10));

        var table = new Table("Round", "Pushes", "p50 ms", "p99 ms", "longest ms", "pushes taken");
        for (var round = 1; round <= rounds; round++)
        {
            Add(table, round, "none", await TimeAsync(port, request, options.Seconds("seconds", 20)), 0);
            var before = service.Taken;
            await SayAsync(program.Services, crowd);
            var latencies = await TimeAsync(port, request, options.Seconds("seconds", 20));
            Add(table, round, $"to {devices} devices", latencies, service.Taken - before);
            await service.TakesAsync(before + devices);
        }

        await program.StopAsync();
        table.Print();
        return 0;
    }

    private static string[] Arguments(TemporaryFolder folder) =>
    [
        "--urls=http://127.0.0.1:0", $"--Chat:Data={folder.Path}", "--Chat:Limits:SignUps=100000", "--Chat:Limits:Messages=1000000",
        "--Chat:Previews:Enabled=false", "--Logging:LogLevel:Default=Error",
    ];

    private static async Task<Histogram> TimeAsync(int port, MessageRequest request, TimeSpan duration)
    {
        var latencies = new Histogram(TimeSpan.FromMicroseconds(20), TimeSpan.FromSeconds(20));
        using var connection = await Connection.OpenAsync(port);
        using var beat = new PeriodicTimer(Beat);
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await beat.WaitForNextTickAsync();
            var sent = Stopwatch.GetTimestamp();
            await connection.SendAsync(request.Next(), CancellationToken.None);
            latencies.Add(Stopwatch.GetElapsedTime(sent));
        }

        return latencies;
    }

    private static void Add(Table table, int round, string pushes, Histogram latencies, int taken) => table.Add(
        round, pushes, latencies.Milliseconds(0.5).Round(), latencies.Milliseconds(0.99).Round(), latencies.Milliseconds(1).Round(), taken);

    /// <summary>A room whose members each have a device and hear everything.</summary>
    private static Task<long> CrowdAsync(IServiceProvider services, PushWorld service, int devices)
    {
        var key = services.GetRequiredService<Push.ServerKeys>().Public;
        return services.GetRequiredService<Writer>().Run(scope =>
        {
            var (db, now) = (scope.Db, scope.Now);
            var author = db.Users.Single();
            var room = new Room { Name = "Crowd", NameKey = "crowd", Listed = true, CreatedAt = now, ActiveAt = now, Members = devices + 1 };
            List<Person> people = [.. Enumerable.Range(1, devices).Select(number => new Person { UserName = $"c{number}", NormalizedUserName = $"c{number}", DisplayName = $"C {number}", SecurityStamp = "", CreatedAt = now })];
            db.Rooms.Add(room);
            db.Users.AddRange(people);
            db.SaveChanges();
            List<Session> sessions = [.. people.Select(person => new Session { Id = Guid.NewGuid(), PersonId = person.Id, CreatedAt = now, RenewedAt = now, UsedAt = now, UserAgent = "", Address = "" })];
            db.Sessions.AddRange(sessions);
            db.Memberships.Add(new Membership { RoomId = room.Id, PersonId = author.Id, JoinedAt = now });
            db.Memberships.AddRange(people.Select(person => new Membership { RoomId = room.Id, PersonId = person.Id, JoinedAt = now, NotifyOf = NotifyOf.Everything }));
            db.PushSubscriptions.AddRange(sessions.Select(session => service.DeviceOf(session, key, now)));
            db.SaveChanges();
            return room.Id;
        });
    }

    private static async Task SayAsync(IServiceProvider services, long room)
    {
        var author = await services.GetRequiredService<Writer>().Run(scope => scope.Db.Users.OrderBy(p => p.Id).Select(p => p.Id).First());
        await services.GetRequiredService<Posting>().PostAsync(new NewMessage(room, author, "To all of you.", Guid.NewGuid()));
    }
}
