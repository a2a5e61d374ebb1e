using Chat.Data;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Tests.Jobs;

/// <summary>What somebody has taken nobody else takes, until the lease runs out.</summary>
public sealed class LeaseTests
{
    private readonly TestClock clock = new();
    private readonly Errand errand = new() { AtOnce = 1 };
    private readonly Errand other = new("other");

    [Fact]
    public async Task Two_workers_on_one_database_share_the_work_and_do_nothing_twice()
    {
        await using var app = Errands.Program(clock, errand);
        var held = new TaskCompletionSource();
        errand.Does = async (_, _) =>
        {
            await held.Task;
            return new JobOutcome.Done();
        };
        await app.AskForManyAsync("errand", 3);
        await Eventually.IsTrueAsync(() => errand.Runs.Count == 1);

        using var bell = new JobBell(clock);
        using var second = Another(app, bell);
        await second.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync(() => errand.Runs.Count == 2);
        held.SetResult();
        await Eventually.IsTrueAsync(async () => !await app.AskAsync(db => db.Jobs.AnyAsync(j => j.Kind == "errand")));
        await second.StopAsync(CancellationToken.None);

        Assert.Equal(["0", "1", "2"], errand.Runs.Select(run => run.Key).Order(StringComparer.Ordinal));
    }

    private JobWorker Another(ChatApp app, JobBell bell) => new(
        app.Services.GetServices<IJobHandler>(), app.Services.GetRequiredService<JobLeases>(), bell, app.Services.GetRequiredService<Writer>(),
        app.Services.GetRequiredService<JobMetrics>(), clock, NullLogger<JobWorker>.Instance);

    [Fact]
    public async Task Of_two_who_reach_for_the_same_jobs_one_gets_each()
    {
        await using var app = new ChatApp(clock: clock);
        await app.AskForManyAsync("errand", 50);
        var jobs = await app.AskAsync(db => db.Jobs.Where(j => j.Kind == "errand").Select(j => j.Id).ToListAsync());
        var leases = app.Services.GetRequiredService<JobLeases>();
        var wanted = jobs.Select(id => (id, (IJobHandler)errand)).ToList();

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => leases.TakeAsync(wanted)));

        Assert.Equal(jobs.Order(), claims.SelectMany(taken => taken).Select(claim => claim.Run.Id).Order());
    }

    [Theory]
    [InlineData("done")]
    [InlineData("again")]
    [InlineData("retry")]
    [InlineData("failed")]
    [InlineData("stopped")]
    public async Task An_answer_that_comes_after_somebody_else_has_taken_the_job_changes_nothing(string answer)
    {
        await using var app = new ChatApp(clock: clock);
        await app.AskForAsync("errand");
        var leases = app.Services.GetRequiredService<JobLeases>();
        var id = (await app.JobAsync("errand"))!.Id;
        var first = Assert.Single(await leases.TakeAsync([(id, errand)]));
        Assert.Empty(await leases.TakeAsync([(id, errand)]));
        clock.Skip(TimeSpan.FromMinutes(3));
        var second = Assert.Single(await leases.TakeAsync([(id, errand)]));

        await app.WriteAsync(scope => scope.Keep(new JobAnswer(first, answer switch
        {
            "done" => new JobOutcome.Done(),
            "again" => new JobOutcome.Again(clock.GetUtcNow()),
            "retry" => new JobOutcome.Retry("late"),
            "failed" => new JobOutcome.Failed("late"),
            _ => null,
        })));

        var job = (await app.JobAsync("errand"))!;
        Assert.Equal((second.Until, 2, null, null), (job.LeasedUntil, job.Attempts, job.Failure, job.FailedAt));
    }

    [Fact]
    public async Task What_another_program_has_taken_is_left_to_it_until_it_must_have_died()
    {
        await using var app = Errands.Program(clock, errand, other);
        await app.WriteAsync(scope =>
        {
            scope.Db.Jobs.Add(new Job
            {
                Kind = "errand",
                Key = "theirs",
                CreatedAt = scope.Now,
                DueAt = scope.Now,
                Attempts = 1,
                LeasedUntil = scope.Now + TimeSpan.FromMinutes(5),
            });
            scope.Db.SaveChanges();
        });
        clock.Skip(TimeSpan.FromMinutes(4));
        await app.LooksAsync(other);
        Assert.Empty(errand.Runs);

        clock.Skip(TimeSpan.FromMinutes(1));
        await app.IsDoneAsync("errand", "theirs");

        Assert.Equal(2, Assert.Single(errand.Runs).Attempt);
    }

    [Fact]
    public async Task A_try_that_takes_too_long_is_cancelled_and_begun_again()
    {
        await using var app = Errands.Program(clock, errand);
        errand.Does = async (run, cancellationToken) =>
        {
            if (run.Attempt == 1)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return new JobOutcome.Done();
        };
        await app.AskForAsync("errand");
        await Eventually.IsTrueAsync(() => errand.Runs.Count == 1);

        // The timer of the lease may not be there yet.
        await Eventually.IsTrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            return errand.Runs.Count == 2;
        });

        await app.IsDoneAsync("errand");
        Assert.Equal([1, 2], errand.Runs.Select(run => run.Attempt));
    }

    [Fact]
    public async Task What_is_under_way_at_the_stop_is_given_back_and_done_by_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("chat-jobs-").FullName;
        await using (var before = Errands.Program(folder, clock, errand))
        {
            errand.Does = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return new JobOutcome.Done();
            };
            await before.AskForAsync("errand");
            await Eventually.IsTrueAsync(() => errand.Runs.Count == 1);
        }

        errand.Answers(_ => new JobOutcome.Done());
        await using (var after = Errands.Program(folder, clock, errand))
            await after.IsDoneAsync("errand");

        Directory.Delete(folder, recursive: true);
        Assert.Equal([1, 1], errand.Runs.Select(run => run.Attempt));
    }
}
