using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Admin;

/// <summary>What the program owes: what waits, what is under way, and what was given up, the latest first. What is written down in a job may be private, and is not shown.</summary>
public sealed class JobsModel(ChatDb db, Foreman foreman, Limits limits, Me me, TimeProvider clock) : PageModel
{
    /// <summary>Jobs shown on a page.</summary>
    public const int PageSize = 50;

    [BindProperty]
    public long Id { get; set; }

    /// <summary>The page goes on with what was given up before this job, which was given up at <see cref="At"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>Milliseconds since 1970.</summary>
    [BindProperty(SupportsGet = true)]
    public long At { get; set; }

    [TempData(Key = "JobsSaved")]
    public bool Saved { get; set; }

    public IReadOnlyList<WaitingJobs> Waiting { get; private set; } = [];

    public IReadOnlyList<RunningJob> Running { get; private set; } = [];

    public IReadOnlyList<FailedJob> Failed { get; private set; } = [];

    public FailedJob? Last => Failed.Count == PageSize ? Failed[^1] : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (At < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || At > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return NotFound();
        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRetryAsync() =>
        limits.Changes.Refuses(me.Id) is { } wait ? this.Busy(wait) : Done(await foreman.RetryAsync(me.Id, Id));

    public async Task<IActionResult> OnPostDiscardAsync() =>
        limits.Changes.Refuses(me.Id) is { } wait ? this.Busy(wait) : Done(await foreman.DiscardAsync(me.Id, Id));

    public async Task<IActionResult> OnPostAllAsync(CancellationToken cancellationToken) =>
        limits.Changes.Refuses(me.Id) is { } wait ? this.Busy(wait) : Done(await foreman.RetryAllAsync(me.Id, cancellationToken));

    private IActionResult Done(bool done)
    {
        if (!done)
            return NotFound();
        Saved = true;
        return this.SeeOther("/admin/jobs");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Waiting = await db.Jobs
            .Where(j => j.FailedAt == null && (j.LeasedUntil == null || j.LeasedUntil <= now))
            .GroupBy(j => j.Kind)
            .OrderBy(kind => kind.Key)
            .Select(kind => new WaitingJobs(kind.Key, kind.Count(), kind.Count(j => j.Attempts > 0), kind.Min(j => j.DueAt)))
            .ToListAsync(cancellationToken);
        Running = await db.Jobs
            .Where(j => j.FailedAt == null && j.LeasedUntil > now)
            .OrderBy(j => j.LeasedUntil)
            .Take(PageSize)
            .Select(j => new RunningJob(j.Kind, j.Key, j.Attempts, j.LeasedUntil!.Value))
            .ToListAsync(cancellationToken);
        var failed = db.Jobs.Where(j => j.FailedAt != null);
        if (Before is { } before)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(At);
            failed = failed.Where(j => j.FailedAt < at || (j.FailedAt == at && j.Id < before));
        }

        Failed = await failed
            .OrderByDescending(j => j.FailedAt)
            .ThenByDescending(j => j.Id)
            .Take(PageSize)
            .Select(j => new FailedJob(j.Id, j.Kind, j.Key, j.Attempts, j.Failure, j.CreatedAt, j.FailedAt!.Value))
            .ToListAsync(cancellationToken);
    }
}

/// <param name="Tried">How many of them have failed before.</param>
public sealed record WaitingJobs(string Kind, int Count, int Tried, DateTimeOffset Next);

public sealed record RunningJob(string Kind, string Key, int Attempt, DateTimeOffset Until);

public sealed record FailedJob(long Id, string Kind, string Key, int Attempts, string? Reason, DateTimeOffset FirstDueAt, DateTimeOffset FailedAt);
