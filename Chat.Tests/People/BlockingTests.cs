using System.Net;
using Chat.People;

namespace Chat.Tests.People;

public sealed class BlockingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Blocking_ends_a_friendship()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.BefriendsAsync(bob);

        await ann.DoesAsync("block", bob);

        Assert.Empty((await bob.PageAsync("/friends")).Listed());
        Assert.Equal([bob.Id], (await ann.PageAsync("/friends")).Listed("#blocked"));
        Assert.Empty((await ann.PageAsync("/friends")).Listed("#friends"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Blocking_ends_what_was_asked(bool byWhoAsked)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.DoesAsync("request", bob);

        await (byWhoAsked ? ann.DoesAsync("block", bob) : bob.DoesAsync("block", ann));

        Assert.Empty((await (byWhoAsked ? bob : ann).PageAsync("/friends")).Listed());
    }

    [Fact]
    public async Task Neither_reaches_the_other_and_neither_learns_why()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.DoesAsync("block", bob);

        foreach (var (one, other) in new[] { (ann, bob), (bob, ann) })
        {
            using var answer = await one.TriesAsync("request", other);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal("Not delivered.", (await Visitor.ReadAsync(answer)).Alert());
            Assert.True(await app.AskAsync(db => Task.FromResult(db.AreApart(one.Id, other.Id))));
        }
    }

    [Fact]
    public async Task Whoever_is_blocked_sees_the_profile_of_somebody_who_tells_nothing()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.IsUpToAsync("🌴", "On holiday");
        await app.WasSeenAsync(ann);
        var before = await bob.ProfileOfAsync(ann);
        await ann.DoesAsync("block", bob);

        var after = await bob.ProfileOfAsync(ann);

        Assert.Contains("On holiday", before.Words(), StringComparison.Ordinal);
        Assert.NotNull(before.QuerySelector(".facts time"));
        Assert.DoesNotContain("On holiday", after.Words(), StringComparison.Ordinal);
        Assert.Equal(before.QuerySelector("main .presence")!.OuterHtml, after.QuerySelector("main .presence")!.OuterHtml); // GET /presence says no more
        Assert.Null(after.QuerySelector(".facts time"));
        Assert.Equal(before.Deeds(), after.Deeds());
        Assert.DoesNotContain("block", after.QuerySelector(".tie")!.TextContent, StringComparison.OrdinalIgnoreCase);
        var listed = (await bob.PageAsync($"/people?find={ann.UserName}")).QuerySelector($"#person-{ann.Id}")!;
        Assert.DoesNotContain("On holiday", listed.TextContent, StringComparison.Ordinal);
        Assert.NotNull(listed.QuerySelector(".presence"));
    }

    [Fact]
    public async Task Whoever_blocks_may_only_unblock()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await bob.IsUpToAsync("🌴", "On holiday");
        await ann.DoesAsync("block", bob);

        var page = await ann.ProfileOfAsync(bob);

        Assert.Equal(["unblock"], page.Deeds());
        Assert.DoesNotContain("On holiday", page.Words(), StringComparison.Ordinal);
        await ann.DoesAsync("unblock", bob);
        Assert.Equal(["direct", "request", "block"], await ann.DeedsAsync(bob));
        await ann.BefriendsAsync(bob);
    }

    [Fact]
    public async Task Both_may_block_and_each_frees_only_their_own()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        await ann.DoesAsync("block", bob);
        await ann.DoesAsync("block", bob);
        await bob.DoesAsync("block", ann);

        await ann.DoesAsync("unblock", bob);

        using var answer = await ann.TriesAsync("request", bob);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_was_nothing_to_one_is_told_nothing_of_it()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        using var cid = await app.SignUpAsync("cid");
        var room = await cid.CreateRoomAsync("Elsewhere");
        await bob.JoinAsync(room);
        await using var stream = await bob.StreamAsync("rooms=");
        await stream.NextAsync("hello");
        await cid.SayAsync(room, "before");
        await stream.NextAsync("bump");

        await ann.DoesAsync("block", bob);
        await ann.DoesAsync("unblock", bob);
        await cid.SayAsync(room, "after");

        var told = new List<string>();
        while (told is not [.., "bump"])
            told.Add((await stream.NextAsync())!.Value.GetProperty("type").GetString()!);
        Assert.DoesNotContain("you", told);
    }
}
