using System.Net;
using Chat.Data;
using Chat.People;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.People;

/// <summary>Nobody drowns others in requests, and no list grows without end.</summary>
public sealed class FloodTests
{
    [Fact]
    public async Task Whoever_asks_too_often_waits()
    {
        await using var app = new ChatApp(settings: ("Chat:Limits:FriendRequests", "3"));
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        for (var n = 0; n < 3; n++)
            await ann.DoesAsync("request", bob);

        using var answer = await ann.TriesAsync("request", bob);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.StartsWith("Too many attempts.", (await Visitor.ReadAsync(answer)).Alert(), StringComparison.Ordinal);
        await ann.DoesAsync("withdraw", bob);
    }

    [Fact]
    public async Task So_many_requests_of_one_person_wait_and_no_more()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await CrowdAsync(app, Befriending.MaxSent, (scope, id) => Ask(scope, ann.Id, id));

        using var answer = await ann.TriesAsync("request", bob);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.StartsWith("200 of your requests wait", (await Visitor.ReadAsync(answer)).Alert(), StringComparison.Ordinal);
        await bob.DoesAsync("request", ann);
        await ann.DoesAsync("accept", bob);
    }

    [Fact]
    public async Task So_many_requests_wait_for_one_person_and_no_more()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await CrowdAsync(app, Befriending.MaxReceived, (scope, id) => Ask(scope, id, bob.Id));

        using var answer = await ann.TriesAsync("request", bob);

        Assert.Equal("Not delivered.", (await Visitor.ReadAsync(answer)).Alert());
        Assert.Equal(100, (await bob.PageAsync("/friends")).Listed("#received").Count);
    }

    [Fact]
    public async Task One_has_so_many_friends_and_no_more()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        await bob.DoesAsync("request", ann);
        await ann.DoesAsync("request", cid);
        await CrowdAsync(app, Befriending.MaxFriends, (scope, id) =>
            scope.Db.Friendships.Add(new Friendship { LowId = ann.Id, HighId = id, Since = scope.Now }));

        using var accepted = await ann.TriesAsync("accept", bob);
        using var joined = await cid.TriesAsync("accept", ann);

        Assert.StartsWith("You have 2000 friends", (await Visitor.ReadAsync(accepted)).Alert(), StringComparison.Ordinal);
        Assert.Equal("Not delivered.", (await Visitor.ReadAsync(joined)).Alert());
        Assert.Equal(Befriending.MaxFriends, await app.AskAsync(db => db.Friendships.CountAsync()));
    }

    [Fact]
    public async Task One_blocks_so_many_people_and_no_more()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await CrowdAsync(app, Blocks.MaxBlocked, (scope, id) =>
            scope.Db.Blocks.Add(new Block { PersonId = ann.Id, BlockedId = id, CreatedAt = scope.Now }));

        using var answer = await ann.TriesAsync("block", bob);

        Assert.StartsWith("You block 2000 people", (await Visitor.ReadAsync(answer)).Alert(), StringComparison.Ordinal);
        Assert.Equal(100, (await ann.PageAsync("/friends")).Listed("#blocked").Count);
    }

    private static void Ask(WriteScope scope, long from, long to) =>
        scope.Db.FriendRequests.Add(new FriendRequest { FromId = from, ToId = to, CreatedAt = scope.Now });

    private static Task CrowdAsync(ChatApp app, int people, Action<WriteScope, long> act) => app.WriteAsync(scope =>
    {
        var crowd = Enumerable.Range(0, people)
            .Select(n => new Person { UserName = $"crowd{n}", NormalizedUserName = $"crowd{n}", DisplayName = $"Crowd {n}" })
            .ToList();
        scope.Db.Users.AddRange(crowd);
        scope.Db.SaveChanges();
        crowd.ForEach(person => act(scope, person.Id));
        scope.Db.SaveChanges();
    });
}
