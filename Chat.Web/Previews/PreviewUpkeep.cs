using System.Globalization;
using System.Text.RegularExpressions;
using Chat.Data;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chat.Previews;

/// <summary>Once a day removes what no message has needed for a month, and pictures that belong to nothing.</summary>
internal sealed partial class PreviewUpkeep(Pictures pictures, Writer writer, IServiceScopeFactory scopes, TimeProvider clock) : IRecurringJob
{
    /// <summary>Since a message has last made us look at the page.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public string Kind => "previews.upkeep";

    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        await RemoveOldAsync(db, clock.GetUtcNow() - KeptFor, cancellationToken);
        var names = await db.Previews.Where(p => p.Picture != null).Select(p => p.Picture!).ToListAsync(cancellationToken);
        pictures.RemoveAllBut(names.ToHashSet(StringComparer.Ordinal), clock.GetUtcNow() - Every);
    }

    private async Task RemoveOldAsync(ChatDb db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = await db.Previews.Where(p => p.FetchedAt < before).Select(p => p.Id).ToHashSetAsync(cancellationToken);
        if (old.Count == 0)
            return;
        // Which messages show them stands in the messages alone: read through once a day, that costs every send nothing.
        await foreach (var tail in db.Messages.Where(m => m.Tail.Contains("data-preview='")).Select(m => m.Tail).AsAsyncEnumerable().WithCancellation(cancellationToken))
            old.ExceptWith(Shown().Matches(tail).Select(card => long.Parse(card.Groups["id"].ValueSpan, CultureInfo.InvariantCulture)));
        foreach (var some in old.Chunk(500))
            await writer.Run(scope => { scope.Db.Previews.Where(p => some.Contains(p.Id) && p.FetchedAt < before).ExecuteDelete(); });
    }

    [GeneratedRegex("""data-preview='(?<id>\d{1,18})'""", RegexOptions.NonBacktracking)]
    private static partial Regex Shown();
}
