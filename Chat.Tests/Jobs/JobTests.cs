using Chat.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Jobs;

/// <summary>What was asked for is done at its time, once, and comes back if it says so.</summary>
public sealed class JobTests
{
    private readonly TestClock clock = new();
    private readonly Errand errand = new();
    private readonly Errand other = new("other");

    [Fact]
    public async Task It_is_done_at_once_and_leaves_nothing_behind()
    {
        await using var app = Errands.Program(clock, errand);

        await app.AskForAsync("errand", "milk", payload: "two bottles");
        await app.IsDoneAsync("errand", "milk");

        var run = Assert.Single(errand.Runs);
        Assert.Equal(("milk", "two bottles", 1, clock.GetUtcNow(), clock.GetUtcNow()), (run.Key, run.Payload, run.Attempt, run.CreatedAt, run.DueAt));
    }

    [Fact]
    public async Task It_is_not_done_before_its_time_and_something_earlier_wakes_the_worker()
    {
        await using var app = Errands.Program(clock, errand, other);
        await app.AskForAsync("errand", "late", TimeSpan.FromHours(3));
        await app.AskForAsync("errand", "early", TimeSpan.FromHours(1));
        await app.LooksAsync(other);
        Assert.Empty(errand.Runs);

        clock.Skip(TimeSpan.FromHours(1));
        await app.IsDoneAsync("errand", "early");
        Assert.Single(errand.Runs);

        clock.Skip(TimeSpan.FromHours(2));
        await app.IsDoneAsync("errand", "late");
        Assert.Equal(["early", "late"], errand.Runs.Select(run => run.Key));
    }

    [Fact]
    public async Task What_is_asked_for_in_a_transaction_that_fails_is_not_asked_for()
    {
        await using var app = Errands.Program(clock, errand, other);
        var queue = app.Services.GetRequiredService<JobQueue>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.WriteAsync(scope =>
        {
            queue.Ask(scope, "errand", "", scope.Now);
            throw new InvalidOperationException();
        }));
        await app.LooksAsync(other);

        Assert.Empty(errand.Runs);
        Assert.Null(await app.JobAsync("errand"));
    }

    [Fact]
    public async Task Asked_for_twice_it_is_one_job_at_the_earlier_time_with_what_was_written_first()
    {
        await using var app = Errands.Program(clock, errand);
        await app.AskForAsync("errand", "milk", TimeSpan.FromHours(2), "first");
        await app.AskForAsync("errand", "milk", TimeSpan.FromHours(1), "second");
        await app.AskForAsync("errand", "milk", TimeSpan.FromHours(3), "third");

        clock.Skip(TimeSpan.FromHours(1));
        await app.IsDoneAsync("errand", "milk");

        Assert.Equal("first", Assert.Single(errand.Runs).Payload);
    }

    [Fact]
    public async Task It_comes_back_when_it_says_and_knows_what_it_wrote_down()
    {
        await using var app = Errands.Program(clock, errand);
        errand.Answers(run => run.Payload == "end" ? new JobOutcome.Done() : new JobOutcome.Again(clock.GetUtcNow() + TimeSpan.FromHours(1), "end"));
        await app.AskForAsync("errand", payload: "begin");

        var job = await app.RestsAsync(clock, "errand");
        Assert.Equal((clock.GetUtcNow() + TimeSpan.FromHours(1), 0, "end"), (job.DueAt, job.Attempts, job.Payload));
        clock.Skip(TimeSpan.FromHours(1));
        await app.IsDoneAsync("errand");

        Assert.Equal([("begin", 1), ("end", 1)], errand.Runs.Select(run => (run.Payload, run.Attempt)));
    }

    [Theory]
    [InlineData("done")]
    [InlineData("again")]
    [InlineData("failed")]
    public async Task Asked_for_while_somebody_is_at_it_it_is_done_once_more(string answer)
    {
        await using var app = Errands.Program(clock, errand);
        var held = new TaskCompletionSource();
        errand.Does = async (_, _) =>
        {
            if (errand.Runs.Count > 1)
                return new JobOutcome.Done();
            await held.Task;
            return answer switch
            {
                "done" => new JobOutcome.Done(),
                "again" => new JobOutcome.Again(clock.GetUtcNow() + TimeSpan.FromDays(1)),
                _ => new JobOutcome.Failed("too early"),
            };
        };
        await app.AskForAsync("errand");
        await Eventually.IsTrueAsync(() => errand.Runs.Count == 1);

        await app.AskForAsync("errand");
        held.SetResult();
        await app.IsDoneAsync("errand");

        Assert.Equal([1, 1], errand.Runs.Select(run => run.Attempt));
    }

    [Fact]
    public async Task A_kind_has_its_places_and_holds_up_no_other()
    {
        var few = new Errand { AtOnce = 3 };
        await using var app = Errands.Program(clock, few, other);
        var held = new TaskCompletionSource();
        few.Does = async (_, _) =>
        {
            await held.Task;
            return new JobOutcome.Done();
        };
        // More than are looked through at a time.
        await app.AskForManyAsync("errand", 300);
        await Eventually.IsTrueAsync(() => few.Runs.Count == 3);

        await app.LooksAsync(other);
        Assert.Equal(3, few.Runs.Count);
        held.SetResult();
        await Eventually.IsTrueAsync(async () => !await app.AskAsync(db => db.Jobs.AnyAsync(j => j.Kind == "errand")));

        Assert.Equal(300, few.Runs.Select(run => run.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(300, few.Runs.Count);
    }

    [Fact]
    public async Task Ten_thousand_at_one_go_are_each_done_once_and_hold_up_no_message()
    {
        var many = new Errand { AtOnce = 64 };
        await using var app = Errands.Program(null, many);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Flood");
        using var meters = new Meters(app);
        var held = new TaskCompletionSource();
        many.Does = async (_, _) =>
        {
            await held.Task;
            return new JobOutcome.Done();
        };
        await app.AskForManyAsync("errand", 10_000);
        held.SetResult();

        for (var n = 0; n < 20; n++)
            await ann.SayAsync(room, $"in between {n}");
        var left = await app.AskAsync(db => db.Jobs.CountAsync(j => j.Kind == "errand"));
        await Eventually.IsTrueAsync(async () => !await app.AskAsync(db => db.Jobs.AnyAsync(j => j.Kind == "errand")));

        Assert.NotEqual(0, left);
        Assert.Equal(10_000, many.Runs.Count);
        Assert.Equal(10_000, many.Runs.Select(run => run.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(10_000, meters.Sum("chat.job.runs", "errand"));
    }

    [Fact]
    public async Task Operators_see_what_is_done_how_late_and_what_waits()
    {
        await using var app = Errands.Program(clock, errand, other);
        using var meters = new Meters(app);
        var held = new TaskCompletionSource();
        errand.Does = async (_, _) =>
        {
            await held.Task;
            return new JobOutcome.Done();
        };
        await app.AskForAsync("errand", "late", after: TimeSpan.FromSeconds(-3));
        await Eventually.IsTrueAsync(() => errand.Runs.Count == 1);
        await app.LooksAsync(other);

        await Eventually.IsTrueAsync(() => meters.Ask("chat.job.waiting") == 1);
        held.SetResult();
        await Eventually.IsTrueAsync(() => meters.Sum("chat.job.runs", "errand") == 1);
        Assert.Equal([3], meters.Values("chat.job.lag", "errand"));
    }
}
