using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.People;

/// <summary>What people do at the same moment comes out as if one of them had been first.</summary>
public sealed class AtTheSameMomentTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const int Rounds = 12;

    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Two_ask_each_other_and_are_friends()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var ann = await app.SignUpAsync("ann");
            using var bob = await app.SignUpAsync("bob");

            await AtOnceAsync((ann, "request", bob), (bob, "request", ann), (ann, "request", bob), (bob, "request", ann));

            Assert.Equal((1, 0), await StandingAsync(ann, bob));
        }
    }

    [Fact]
    public async Task One_withdraws_while_the_other_accepts()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var ann = await app.SignUpAsync("ann");
            using var bob = await app.SignUpAsync("bob");
            await ann.DoesAsync("request", bob);

            var answers = await AtOnceAsync((ann, "withdraw", bob), (bob, "accept", ann));

            var areFriends = answers[1] is HttpStatusCode.SeeOther;
            Assert.Equal((areFriends ? 1 : 0, 0), await StandingAsync(ann, bob));
        }
    }

    [Fact]
    public async Task One_blocks_while_the_other_asks_or_accepts()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var ann = await app.SignUpAsync("ann");
            using var bob = await app.SignUpAsync("bob");
            using var cid = await app.SignUpAsync("cid");
            await ann.DoesAsync("request", cid);

            await AtOnceAsync((ann, "block", bob), (bob, "request", ann), (ann, "block", cid), (cid, "accept", ann));

            Assert.Equal((0, 0), await StandingAsync(ann, bob));
            Assert.Equal((0, 0), await StandingAsync(ann, cid));
        }
    }

    private static async Task<HttpStatusCode[]> AtOnceAsync(params (Visitor Who, string Deed, Visitor Other)[] deeds)
    {
        // Each has a token before it begins, so that nobody is held up.
        foreach (var who in deeds.Select(deed => deed.Who).Distinct())
        {
            using var warm = await who.PostAsync("/people/987654321/block");
        }

        var answers = await Task.WhenAll(deeds.Select(deed => deed.Who.TriesAsync(deed.Deed, deed.Other)));
        return [.. answers.Select(answer =>
        {
            using (answer)
                return answer.StatusCode;
        })];
    }

    private async Task<(int Friendships, int Requests)> StandingAsync(Visitor one, Visitor other) =>
    (
        await app.AskAsync(db => db.Friendships.CountAsync(f => f.LowId == Math.Min(one.Id, other.Id) && f.HighId == Math.Max(one.Id, other.Id))),
        await app.AskAsync(db => db.FriendRequests.CountAsync(
            r => (r.FromId == one.Id && r.ToId == other.Id) || (r.FromId == other.Id && r.ToId == one.Id)))
    );
}
