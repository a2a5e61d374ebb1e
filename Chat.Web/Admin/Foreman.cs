using Chat.Data;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chat.Admin;

/// <summary>What becomes of jobs that were given up.</summary>
public sealed class Foreman(Writer writer, JobQueue jobs)
{
    /// <summary>In one piece of work, so that nobody's message waits long for them.</summary>
    private const int AtATime = 200;

    /// <summary>False if there is no such job, or whoever asks administers nothing.</summary>
    public Task<bool> RetryAsync(long administrator, long id) => writer.Run(scope =>
    {
        if (FindKind(scope, administrator, id) is not { } kind)
            return false;
        jobs.Retry(scope, id);
        scope.Audit(administrator, Deeds.JobsRetried, detail: kind);
        return true;
    });

    /// <summary>False if there is no such job, or whoever asks administers nothing.</summary>
    public Task<bool> DiscardAsync(long administrator, long id) => writer.Run(scope =>
    {
        if (FindKind(scope, administrator, id) is not { } kind)
            return false;
        JobQueue.Discard(scope, id);
        scope.Audit(administrator, Deeds.JobDiscarded, detail: kind);
        return true;
    });

    /// <summary>All that had been given up by now.</summary>
    public async Task<bool> RetryAllAsync(long administrator, CancellationToken cancellationToken)
    {
        if (await writer.Run(scope => BeginAll(scope, administrator)) is not { } until)
            return false;
        while (await writer.Run(scope => RetrySome(scope, until)) == AtATime)
            cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    private static string? FindKind(WriteScope scope, long administrator, long id) => scope.Administers(administrator)
        ? scope.Db.Jobs.Where(j => j.Id == id && j.FailedAt != null).Select(j => j.Kind).SingleOrDefault()
        : null;

    private static DateTimeOffset? BeginAll(WriteScope scope, long administrator)
    {
        if (!scope.Administers(administrator))
            return null;
        if (scope.Db.Jobs.Any(j => j.FailedAt != null))
            scope.Audit(administrator, Deeds.JobsRetried);
        return scope.Now;
    }

    /// <summary>Those that fail once more meanwhile are left out.</summary>
    private int RetrySome(WriteScope scope, DateTimeOffset until)
    {
        var some = scope.Db.Jobs.Where(j => j.FailedAt <= until).OrderBy(j => j.Id).Select(j => j.Id).Take(AtATime).ToList();
        foreach (var id in some)
            jobs.Retry(scope, id);
        return some.Count;
    }
}
