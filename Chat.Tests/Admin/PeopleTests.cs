using System.Net;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Admin;

public sealed class PeopleTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Administrators_find_people_by_either_name()
    {
        using var root = await app.AdministratorAsync();
        using var visitor = app.Visit();
        await visitor.SignUpAsync("whale.watcher", "김영희");

        Assert.Equal(["김영희"], (await root.PageAsync("/admin/people?find=영희")).Texts(".people .name"));
        Assert.Equal(["김영희"], (await root.PageAsync("/admin/people?find=@WHALE.w")).Texts(".people .name"));
        Assert.Empty((await root.PageAsync("/admin/people?find=nobody-at-all")).Texts(".people .name"));
    }

    [Fact]
    public async Task The_list_goes_on_where_a_page_ends_and_asks_no_more_for_more_people()
    {
        using var queries = new Queries();
        await using var large = new ChatApp(clock: new TestClock());
        using var root = await large.SignUpAsync("root");
        await root.PageAsync("/admin/people");
        var alone = await queries.CountAsync(large, () => root.PageAsync("/admin/people"));
        await large.WriteAsync(scope =>
        {
            scope.Db.Users.AddRange(Enumerable.Range(0, 120).Select(n => new Person { UserName = $"p{n}", NormalizedUserName = $"p{n}", DisplayName = $"Person {n}" }));
            scope.Db.SaveChanges();
        });

        var crowd = await queries.CountAsync(large, () => root.PageAsync("/admin/people"));

        Assert.Equal(alone, crowd);
        var first = await root.PageAsync("/admin/people");
        var second = await root.PageAsync(first.Address("main a.button")!);
        Assert.Equal(100, first.Texts(".people .name").Count);
        Assert.Equal(21, second.Texts(".people .name").Count);
        Assert.Null(second.Address("main a.button"));
        Assert.Empty(first.Texts(".people .name").Intersect(second.Texts(".people .name")));
    }

    [Fact]
    public async Task When_somebody_was_last_seen_is_not_told_if_they_hide_it()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        var seen = new DateTimeOffset(2026, 5, 17, 10, 0, 0, TimeSpan.Zero);
        await app.WriteAsync(scope => scope.Db.Users.Where(p => p.Id == bob.Id).ExecuteUpdate(set => set.SetProperty(p => p.LastSeenAt, seen)));
        Assert.Contains("2026-05-17", (await root.PageAsync($"/admin/people/{bob.Id}")).Words(), StringComparison.Ordinal);

        await app.WriteAsync(scope => scope.Db.Users.Where(p => p.Id == bob.Id).ExecuteUpdate(set => set.SetProperty(p => p.HidesLastSeen, true)));

        Assert.DoesNotContain("2026-05-17", (await root.PageAsync($"/admin/people/{bob.Id}")).Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("2026-05-17", (await root.PageAsync($"/admin/people?find={bob.UserName}")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_becomes_an_administrator_and_is_one_no_longer()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");

        await root.HasDoneAsync(bob.Id, "appoint");
        await bob.PageAsync("/admin");
        await root.HasDoneAsync(bob.Id, "dismiss");

        using var answer = await bob.GetAsync("/admin");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(["administrator: off", "administrator: on"], await app.DeedsAsync(root.Id));
    }

    [Fact]
    public async Task Of_two_administrators_who_unmake_each_other_at_once_one_stays()
    {
        await using var small = new ChatApp();
        using var ann = await small.SignUpAsync("ann");
        using var bob = await small.AdministratorAsync("bob");
        await Task.WhenAll(ann.TokenAsync(), bob.TokenAsync());

        var answers = await Task.WhenAll(ann.DoAsync(bob.Id, "dismiss"), bob.DoAsync(ann.Id, "dismiss"));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(1, await small.AskAsync(db => db.Users.CountAsync(p => p.IsAdministrator)));
        Assert.Equal(1, await small.AskAsync(db => db.Audit.CountAsync()));
    }

    [Fact]
    public async Task The_last_administrator_cannot_stop_being_one()
    {
        await using var small = new ChatApp();
        using var ann = await small.SignUpAsync("ann");
        using var bob = await small.AdministratorAsync("bob");
        await ann.HasDoneAsync(bob.Id, "deactivate");

        using var answer = await ann.DoAsync(ann.Id, "dismiss");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        await ann.PageAsync("/admin");
    }

    [Fact]
    public async Task Signing_somebody_out_everywhere_leaves_them_their_account()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        using var phone = app.Visit();
        await phone.SignInAsync(bob.UserName);
        var link = await root.ResetLinkAsync(bob.Id);

        await root.HasDoneAsync(bob.Id, "signout");

        foreach (var device in new[] { bob, phone })
        {
            using var answer = await device.GetAsync("/rooms");
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        using var late = await app.Visit().GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        using var again = app.Visit();
        await again.SignInAsync(bob.UserName);
    }
}
