using Chat.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Jobs;

/// <summary>What does not go well is tried again, less and less often, and given up after a day.</summary>
public sealed class RetryTests
{
    private readonly TestClock clock = new();
    private readonly Errand errand = new();
    private readonly Errand other = new("other");

    [Fact]
    public async Task It_is_tried_again_soon_and_then_less_often()
    {
        await using var app = Errands.Program(clock, errand);
        errand.Answers(_ => new JobOutcome.Retry("not yet"));
        await app.AskForAsync("errand", "milk");

        foreach (var (attempt, longest) in new[] { (1, 5), (2, 10), (3, 20), (4, 40) })
        {
            var job = await app.IsAsync("errand", job => job.Attempts == attempt && job.LeasedUntil is null, "milk");
            Assert.Equal("not yet", job.Failure);
            Assert.InRange((job.DueAt - clock.GetUtcNow()).TotalSeconds, 1, longest);
            clock.Skip(TimeSpan.FromSeconds(longest));
        }
    }

    [Fact]
    public async Task It_comes_back_after_what_somebody_asked_for()
    {
        await using var app = Errands.Program(clock, errand, other);
        errand.Answers(run => run.Attempt == 1 ? new JobOutcome.Retry("busy", TimeSpan.FromMinutes(7)) : new JobOutcome.Done());
        await app.AskForAsync("errand");

        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(7), (await app.RestsAsync(clock, "errand")).DueAt);
        clock.Skip(TimeSpan.FromMinutes(6));
        await app.LooksAsync(other);
        Assert.Single(errand.Runs);
        clock.Skip(TimeSpan.FromMinutes(1));
        await app.IsDoneAsync("errand");

        Assert.Equal([1, 2], errand.Runs.Select(run => run.Attempt));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(2)]
    public async Task It_is_given_up_when_it_is_too_old_and_keeps_its_reason(int hours)
    {
        var patient = new Errand { GivesUpAfter = TimeSpan.FromHours(hours) };
        await using var app = Errands.Program(clock, patient, other);
        patient.Answers(_ => new JobOutcome.Retry("still not"));
        await app.AskForAsync("errand", after: TimeSpan.FromDays(5));
        clock.Skip(TimeSpan.FromDays(5));
        var due = clock.GetUtcNow();

        await Eventually.IsTrueAsync(async () =>
        {
            var job = (await app.JobAsync("errand"))!;
            if (job.LeasedUntil is null && job.DueAt > clock.GetUtcNow())
                clock.Skip(TimeSpan.FromMinutes(30));
            return job.FailedAt is not null;
        });

        var given = (await app.JobAsync("errand"))!;
        Assert.InRange(given.FailedAt!.Value - due, TimeSpan.FromHours(hours), TimeSpan.FromHours(hours + 1.5));
        Assert.Equal("still not", given.Failure);
        var runs = patient.Runs.Count;
        Assert.Equal(runs, given.Attempts);
        clock.Skip(TimeSpan.FromHours(2));
        await app.LooksAsync(other);
        Assert.Equal(runs, patient.Runs.Count);
    }

    [Fact]
    public async Task What_cannot_go_well_is_given_up_at_once_and_begins_anew_when_it_is_asked_for()
    {
        await using var app = Errands.Program(clock, errand);
        errand.Answers(_ => errand.Runs.Count == 1 ? new JobOutcome.Failed("no such address") : new JobOutcome.Done());
        await app.AskForAsync("errand");
        Assert.Equal("no such address", (await app.IsAsync("errand", job => job.FailedAt is not null)).Failure);

        await app.AskForAsync("errand");
        await app.IsDoneAsync("errand");

        Assert.Equal([1, 1], errand.Runs.Select(run => run.Attempt));
    }

    [Fact]
    public async Task A_handler_that_throws_is_tried_again_and_disturbs_no_other()
    {
        await using var app = Errands.Program(clock, errand, other);
        errand.Does = (_, _) => throw new NotSupportedException("private words");
        await app.AskForAsync("errand");

        var job = await app.IsAsync("errand", job => job.Failure is not null);
        await app.LooksAsync(other);

        Assert.Equal(nameof(NotSupportedException), job.Failure);
        Assert.Null(job.FailedAt);
    }

    [Fact]
    public async Task A_long_reason_is_cut()
    {
        await using var app = Errands.Program(clock, errand);
        errand.Answers(_ => new JobOutcome.Failed(new string('x', 100_000)));
        await app.AskForAsync("errand");

        Assert.Equal(500, (await app.IsAsync("errand", job => job.FailedAt is not null)).Failure!.Length);
    }

    [Fact]
    public async Task What_was_given_up_is_forgotten_after_a_month()
    {
        await using var app = Errands.Program(clock, errand);
        errand.Answers(_ => new JobOutcome.Failed("no"));
        await app.AskForAsync("errand", "old");
        await app.IsAsync("errand", job => job.FailedAt is not null, "old");
        clock.Skip(TimeSpan.FromDays(29));
        await app.AskForAsync("errand", "young");
        await app.IsAsync("errand", job => job.FailedAt is not null, "young");
        Assert.NotNull(await app.JobAsync("errand", "old"));

        clock.Skip(TimeSpan.FromDays(2));
        await app.IsDoneAsync("errand", "old");

        Assert.Equal(["young"], await app.AskAsync(db => db.Jobs.Where(j => j.FailedAt != null).Select(j => j.Key).ToListAsync()));
    }
}
