using Chat.Data;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chat.Push;

/// <summary>Once a day removes the former keys that no device uses any more.</summary>
internal sealed class FormerKeys(ServerKeys keys, IDbContextFactory<ChatDb> factory) : IRecurringJob
{
    public string Kind => "push.keys";

    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!keys.HasFormer)
            return;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var used = await db.PushSubscriptions.Select(s => s.ServerKey).Distinct().ToListAsync(cancellationToken);
        keys.Forget(used.ToHashSet(StringComparer.Ordinal));
    }
}
