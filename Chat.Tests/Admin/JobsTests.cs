using System.Net;
using Chat.Jobs;
using Chat.Tests.Jobs;
using Chat.Tests.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Admin;

/// <summary>Administrators see what the server owes, and decide what becomes of that which it gave up.</summary>
public sealed class JobsTests
{
    private readonly TestClock clock = new();
    private readonly Errand errand = new();

    [Fact]
    public async Task It_shows_what_waits_what_is_under_way_and_what_was_given_up_but_not_what_is_written_down()
    {
        await using var app = Errands.Program(clock, errand);
        using var root = await app.SignUpAsync("root");
        errand.Does = async (run, cancellationToken) =>
        {
            if (run.Key == "running")
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return run.Key == "retried" ? new JobOutcome.Retry("busy", TimeSpan.FromHours(1)) : new JobOutcome.Failed("<b>no</b>");
        };
        await app.AskForAsync("errand", "later", TimeSpan.FromHours(3), "secret");
        foreach (var key in new[] { "running", "retried", "failed" })
            await app.AskForAsync("errand", key, payload: "secret");
        await app.IsAsync("errand", job => job.Failure is not null, "retried");
        await app.IsAsync("errand", job => job.FailedAt is not null, "failed");

        var page = await root.PageAsync("/admin/jobs");

        Assert.Equal(["failed"], page.Texts("#failed .key"));
        Assert.Equal(["<b>no</b>"], page.Texts("#failed .reason"));
        Assert.Contains("Tries: 1", page.Texts("#failed .meta")[0], StringComparison.Ordinal);
        Assert.Equal(["running"], page.Texts("#running .key"));
        var waiting = page.QuerySelectorAll("#waiting li").Select(li => li.TextContent).Single(kind => kind.Contains("errand", StringComparison.Ordinal));
        Assert.Contains("Jobs: 2", waiting, StringComparison.Ordinal);
        Assert.Contains(clock.GetUtcNow().AddHours(1).ToString("u", null), waiting, StringComparison.Ordinal);
        Assert.Contains("after a failure: 1", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_given_up_is_retried_or_discarded_and_the_audit_log_says_so()
    {
        await using var app = Errands.Program(clock, errand);
        using var root = await app.SignUpAsync("root");
        await GiveUpAsync(app, "first", "second", "third", "fourth");
        errand.Answers(_ => new JobOutcome.Done());

        using var retried = await root.SubmitAsync(await root.PageAsync("/admin/jobs"), "#failed li:first-child form[action$='/retry']");
        await app.IsDoneAsync("errand", "fourth");
        using var discarded = await root.SubmitAsync(await root.FollowAsync(retried), "#failed li:first-child form[action$='/discard']");
        await app.IsDoneAsync("errand", "third");
        Assert.Equal(["second", "first"], (await root.FollowAsync(discarded)).Texts("#failed .key"));
        using var all = await root.SubmitAsync(await root.PageAsync("/admin/jobs"), "form[action$='/all']");
        await app.IsDoneAsync("errand", "first");
        await app.IsDoneAsync("errand", "second");

        Assert.Equal(["first", "fourth", "second"], errand.Runs.Skip(4).Select(run => run.Key).Order(StringComparer.Ordinal));
        Assert.All(errand.Runs, run => Assert.Equal(1, run.Attempt));
        Assert.Equal(["retry-jobs", "discard-job: errand", "retry-jobs: errand"], await app.DeedsAsync(root.Id));
        Assert.Empty((await root.FollowAsync(all)).Texts("#failed .key"));
    }

    [Fact]
    public async Task What_waits_is_neither_retried_nor_discarded()
    {
        await using var app = Errands.Program(clock, errand);
        using var root = await app.SignUpAsync("root");
        await app.AskForAsync("errand", after: TimeSpan.FromHours(1));
        var id = (await app.JobAsync("errand"))!.Id;

        Assert.Equal(HttpStatusCode.NotFound, await root.PostAsync("/admin/jobs/retry", ("Id", $"{id}")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await root.PostAsync("/admin/jobs/discard", ("Id", $"{id}")).StatusOfAsync());
        Assert.NotNull(await app.JobAsync("errand"));
        Assert.Empty(errand.Runs);
    }

    [Fact]
    public async Task The_list_goes_on_where_a_page_ends_also_among_those_of_one_moment()
    {
        await using var app = Errands.Program(clock, errand);
        using var root = await app.SignUpAsync("root");
        errand.Answers(_ => new JobOutcome.Failed("no"));
        await app.AskForManyAsync("errand", 120);
        await Eventually.IsTrueAsync(async () => await app.AskAsync(db => db.Jobs.CountAsync(j => j.FailedAt != null)) == 120);

        var first = await root.PageAsync("/admin/jobs");
        var second = await root.PageAsync(first.Address("main a.button")!);
        var third = await root.PageAsync(second.Address("main a.button")!);

        var keys = first.Texts("#failed .key").Concat(second.Texts("#failed .key")).Concat(third.Texts("#failed .key")).ToList();
        Assert.Equal(Enumerable.Range(0, 120).Select(n => $"{119 - n}"), keys);
        Assert.Null(third.Address("main a.button"));
        Assert.Equal(HttpStatusCode.NotFound, await root.GetAsync($"/admin/jobs?before=1&at={long.MaxValue}").StatusOfAsync());
    }

    private async Task GiveUpAsync(ChatApp app, params string[] keys)
    {
        errand.Answers(_ => new JobOutcome.Failed("no"));
        foreach (var key in keys)
        {
            await app.AskForAsync("errand", key);
            await app.IsAsync("errand", job => job.FailedAt is not null, key);
            clock.Skip(TimeSpan.FromSeconds(1));
        }
    }
}
