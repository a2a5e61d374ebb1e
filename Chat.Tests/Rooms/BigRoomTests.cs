using System.Globalization;
using System.Net;
using Chat.Core;
using Chat.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Rooms;

/// <summary>A room of ten thousand costs no more questions and no more writes than a room of two.</summary>
public sealed class BigRoomTests : IAsyncDisposable
{
    private const int Crowd = 10_000;

    private const int Decisions = 40;

    private readonly Queries queries = new();
    private readonly ChatApp app = new();

    [Fact]
    public async Task Nothing_asks_or_writes_by_the_member()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var small = await ann.CreateRoomAsync("Small");
        var big = await ann.CreateRoomAsync("Big");
        foreach (var room in new[] { small, big })
            await bob.JoinAsync(room);
        await FillAsync(big);
        await DecideAsync(big, ann.Id);

        var costs = new List<(Cost Small, Cost Big)>();
        foreach (var act in Acts(ann, bob, cid))
        {
            // The first time is another matter: there is no former row to take the place of.
            await act(small);
            await act(big);
            costs.Add((await CostAsync(() => act(small)), await CostAsync(() => act(big))));
        }

        Assert.All(costs, cost => Assert.Equal(cost.Small, cost.Big));
        Assert.Equal($"{Crowd + 2}", (await ann.PageAsync($"/rooms/{big}")).GetElementById("member-count")!.TextContent);
        Assert.Single((await ann.PageAsync($"/rooms/{big}/members?find=crowd%20{Crowd}")).QuerySelectorAll("#members > li"));
    }

    private static IEnumerable<Func<long, Task>> Acts(Visitor ann, Visitor bob, Visitor cid) =>
    [
        room => ann.SayAsync(room, "hello all"),
        room => ann.PageAsync($"/rooms/{room}"),
        room => ann.PageAsync($"/rooms/{room}/members"),
        room => ann.PageAsync($"/rooms/{room}/members/{bob.Id}"),
        room => ann.PageAsync($"/rooms/{room}/bans"),
        room => ann.PageAsync($"/rooms/{room}/invite"),
        room => ann.PageAsync($"/rooms/{room}/audit"),
        async room =>
        {
            await ann.SilenceAsync(room, bob);
            using var refused = await bob.PostMessageAsync(room, "may I?");
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            await ann.DecideAsync(room, bob, "unsilence");
        },
        async room =>
        {
            await cid.JoinAsync(room);
            await cid.LeaveAsync(room);
        },
    ];

    private sealed record Cost(int Questions, long Writes);

    private async Task<Cost> CostAsync(Func<Task> act)
    {
        var before = await WritesAsync();
        var questions = await queries.CountAsync(app, act);
        return new Cost(questions, await WritesAsync() - before);
    }

    /// <summary>Rows that the writer has changed since it began.</summary>
    private Task<long> WritesAsync() =>
        app.Services.GetRequiredService<Writer>().Run(scope => (long)scope.Command("SELECT total_changes()").Scalar()!);

    private Task DecideAsync(long room, long owner) => app.WriteAsync(scope =>
    {
        foreach (var person in scope.Db.Memberships.Where(m => m.RoomId == room && m.PersonId > owner).Take(Decisions).Select(m => m.PersonId).ToList())
        {
            scope.Db.Bans.Add(new Ban { RoomId = room, PersonId = person, BannedById = owner, CreatedAt = scope.Now });
            scope.Db.InviteLinks.Add(new InviteLink { RoomId = room, Code = $"{room}-{person}", CreatedById = owner, CreatedAt = scope.Now });
            scope.Audit(owner, Deeds.Banned, room, person);
        }
    });

    private Task FillAsync(long room) => app.WriteAsync(scope =>
    {
        var first = scope.Db.Users.Max(p => p.Id) + 1;
        for (var n = 1; n <= Crowd; n++)
        {
            var (id, name) = (first + n, string.Create(CultureInfo.InvariantCulture, $"crowd {n}"));
            scope.Command("""
                INSERT INTO "People" ("Id", "UserName", "NormalizedUserName", "DisplayName", "NameKey", "CreatedAt", "IsAdministrator", "HidesLastSeen",
                    "HidesReading", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
                VALUES (@id, @handle, @handle, @name, @key, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                """).With("@id", id).With("@handle", $"CROWD.{n}").With("@name", name).With("@key", Names.Fold(name)).Execute();
            scope.Command("""
                INSERT INTO "Memberships" ("RoomId", "PersonId", "Role", "JoinedAt", "LastRead", "Rev", "IsFavourite", "IsMuted")
                VALUES (@room, @id, 0, 0, 0, 0, 0, 0)
                """).With("@room", room).With("@id", id).Execute();
        }

        scope.Db.Rooms.Where(r => r.Id == room).ExecuteUpdate(set => set.SetProperty(r => r.Members, r => r.Members + Crowd));
    });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        queries.Dispose();
    }
}
