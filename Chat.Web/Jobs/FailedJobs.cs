using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Jobs;

/// <summary>Once a day forgets what was given up long ago.</summary>
internal sealed class FailedJobs(Writer writer, TimeProvider clock) : IRecurringJob
{
    private const int AtATime = 500;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public string Kind => "jobs.failed";

    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - KeptFor;
        while (await writer.Run(scope => scope.Db.Jobs.Where(j => j.FailedAt < before).OrderBy(j => j.Id).Take(AtATime).ExecuteDelete()) == AtATime)
            cancellationToken.ThrowIfCancellationRequested();
    }
}
