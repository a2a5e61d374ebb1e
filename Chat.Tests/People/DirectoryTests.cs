using System.Globalization;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.People;

public sealed class DirectoryTests : IAsyncLifetime
{
    private Visitor ann = null!;

    private ChatApp App { get; } = new();

    public async Task InitializeAsync() => ann = await App.SignUpAsync("ann");

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await App.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_is_alone_is_told_what_to_do()
    {
        var page = await ann.PageAsync("/people");

        Assert.Contains("Nobody else is here yet", page.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("지훈")]
    [InlineData("박지")]
    [InlineData("\u110c\u1175\u1112\u116e\u11ab")]
    [InlineData("  jihun ")]
    [InlineData("JIHUN")]
    [InlineData("@jihun")]
    [InlineData("＠ＪＩＨ")]
    public async Task People_are_found_by_a_part_of_their_name_or_handle(string find)
    {
        using var jihun = await App.SignUpAsync("jihun");
        using var bob = await App.SignUpAsync("bob");
        await jihun.CallsThemselvesAsync("박지훈");

        Assert.Equal([jihun.Id], await FindAsync(find));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("#{0}")]
    [InlineData(" ＃{0}")]
    public async Task People_are_found_by_their_number(string find)
    {
        using var bob = await App.SignUpAsync("bob");
        using var cid = await App.SignUpAsync("cid");

        Assert.Contains(cid.Id, await FindAsync(string.Format(CultureInfo.InvariantCulture, find, cid.Id)));
    }

    [Theory]
    [InlineData("zzz")]
    [InlineData("#0")]
    [InlineData("#")]
    [InlineData("#99999999999999999999")]
    [InlineData("%")]
    [InlineData("_____")]
    [InlineData("' OR 1=1 --")]
    [InlineData("ann")]
    public async Task What_fits_nobody_finds_nobody(string find)
    {
        using var bob = await App.SignUpAsync("bob");

        var page = await ann.PageAsync($"/people?find={Uri.EscapeDataString(find)}");

        Assert.Empty(page.Listed());
        Assert.Contains("Nobody has that in their name", page.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(find, page.QuerySelector("input[name=find]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Friends_come_first_and_then_names_decide()
    {
        using var zoe = await App.SignUpAsync("zoe");
        using var cid = await App.SignUpAsync("Cid");
        using var bob = await App.SignUpAsync("bob");
        using var yun = await App.SignUpAsync("yun");
        await ann.BefriendsAsync(zoe);
        await yun.BefriendsAsync(ann);

        Assert.Equal([yun.Id, zoe.Id, bob.Id, cid.Id], await FindAsync(""));
    }

    [Fact]
    public async Task Whom_one_blocks_and_who_is_gone_are_left_out()
    {
        using var bob = await App.SignUpAsync("bob");
        using var cid = await App.SignUpAsync("cid");
        using var dan = await App.SignUpAsync("dan");
        await ann.DoesAsync("block", bob);
        await App.CloseAsync(cid);

        Assert.Equal([dan.Id], await FindAsync(""));
        Assert.Empty(await FindAsync($"#{cid.Id}"));
    }

    [Fact]
    public async Task By_links_one_comes_to_everybody_once()
    {
        await FillAsync(230);
        var friends = await App.AskAsync(db => db.Users.Where(p => p.Id % 3 == 0).Select(p => p.Id).ToListAsync());

        var page = await ann.PageAsync("/people");
        var seen = page.Listed().ToList();
        while (page.Address("main > a.button[href*=after]") is { } next)
        {
            page = await ann.PageAsync(next);
            seen.AddRange(page.Listed());
        }

        Assert.Equal(230, seen.Count);
        Assert.Equal(230, seen.Distinct().Count());
        Assert.Equal(friends.Order(), seen.Take(friends.Count).Order());
    }

    [Fact]
    public async Task More_people_are_no_more_questions()
    {
        using var queries = new Queries();
        await using var counted = new ChatApp();
        using var eve = await counted.SignUpAsync("eve");
        using var bob = await counted.SignUpAsync("bob");
        await eve.PageAsync("/people");
        await eve.PageAsync("/friends");

        var few = await queries.CountAsync(counted, () => eve.PageAsync("/people"));
        var fewFriends = await queries.CountAsync(counted, () => eve.PageAsync("/friends"));
        await FillAsync(counted, eve, 90);
        var many = await queries.CountAsync(counted, () => eve.PageAsync("/people"));
        var manyFriends = await queries.CountAsync(counted, () => eve.PageAsync("/friends"));

        Assert.InRange(few, 1, 6);
        Assert.Equal(few, many);
        Assert.Equal(fewFriends, manyFriends);
    }

    private async Task<IReadOnlyList<long>> FindAsync(string find) => (await ann.PageAsync($"/people?find={Uri.EscapeDataString(find)}")).Listed();

    private Task FillAsync(int people) => FillAsync(App, ann, people);

    /// <summary>A crowd, every third of whom is a friend; some have the same name.</summary>
    private static async Task FillAsync(ChatApp app, Visitor visitor, int people)
    {
        await app.WriteAsync(scope =>
        {
            for (var n = 0; n < people; n++)
                scope.Db.Users.Add(new Person { UserName = $"crowd{n}", NormalizedUserName = $"crowd{n}", DisplayName = $"Crowd {n / 2}" });
            scope.Db.SaveChanges();
            foreach (var id in scope.Db.Users.Where(p => p.Id % 3 == 0 && p.Id > visitor.Id).Select(p => p.Id).ToList())
                scope.Db.Friendships.Add(new Friendship { LowId = visitor.Id, HighId = id, Since = scope.Now });
            scope.Db.SaveChanges();
        });
    }
}
