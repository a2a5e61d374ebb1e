using Chat.Data;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chat.Accounts;

/// <summary>Removes invite links by which nobody comes in any more, once nobody asks after them either.</summary>
internal sealed class LinkExpiry(Writer writer, TimeProvider clock) : IRecurringJob
{
    /// <summary>In one piece of work, so that nobody's message waits long for them.</summary>
    private const int AtATime = 500;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public string Kind => "accounts.links";

    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - KeptFor;
        while (await writer.Run(scope => Remove(scope, before)) == AtATime)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Revoked or expired before then, or made before then and used up: when it was, is not known.</summary>
    private static int Remove(WriteScope scope, DateTimeOffset before) => scope.Db.InviteLinks
        .Where(l => l.RevokedAt < before || l.ExpiresAt < before || (l.MaxUses <= l.Uses && l.CreatedAt < before))
        .OrderBy(l => l.Id)
        .Take(AtATime)
        .ExecuteDelete();
}
