using Chat.Data;
using Microsoft.Extensions.Caching.Memory;

namespace Chat.Messages;

/// <summary>
/// Pages of history, written. Their html is the same for all readers, and stays as it is until the room's clock or
/// somebody's name moves on: every change of a message is a tick of the one, and a new name one of the other. Who may
/// see a page is no matter of this: whoever asks for one has the room's revision, which only its members are told.
/// </summary>
public sealed class HistoryCache : IDisposable
{
    /// <summary>Of memory for all pages: some five hundred with short messages.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Of one page: a room full of novels would drive out the others.</summary>
    public const int MaxPageBytes = MaxBytes / 32;

    /// <summary>A page that nobody has asked for in this time gives its memory back.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = MaxBytes, TrackStatistics = true });
    private readonly NameClock names;
    private readonly MessageMetrics metrics;

    public HistoryCache(NameClock names, MessageMetrics metrics)
    {
        (this.names, this.metrics) = (names, metrics);
        metrics.ObserveHistory(() => pages.GetCurrentStatistics()!.CurrentEstimatedSize ?? 0);
    }

    /// <param name="rev">The room's revision, read before: what is kept from then on can only be newer.</param>
    /// <param name="range">Of numbers.</param>
    public async Task<Passage> ReadAsync(ChatDb db, long room, long rev, (long First, long Last) range, CancellationToken cancellationToken)
    {
        var (key, moment) = (new Key(room, range.First, range.Last), (rev, names.Now));
        var known = pages.TryGetValue(key, out Page? page) && page!.Moment == moment;
        metrics.HistoryShown(known);
        if (known)
            return page!.Passage;
        var passage = new Passage(await History.ReadAsync(db, room, range, cancellationToken));
        Keep(key, new Page(moment, passage));
        return passage;
    }

    private void Keep(Key key, Page page)
    {
        var bytes = (page.Passage.Html.Length * sizeof(char)) + (page.Passage.Count * sizeof(int));
        if (bytes <= MaxPageBytes)
            pages.Set(key, page, new MemoryCacheEntryOptions { Size = bytes, SlidingExpiration = Idle });
    }

    public void Dispose() => pages.Dispose();

    private sealed record Key(long Room, long First, long Last);

    private sealed record Page((long Rev, long Names) Moment, Passage Passage);
}
