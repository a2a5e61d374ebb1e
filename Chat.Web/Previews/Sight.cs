using System.Threading.RateLimiting;
using Chat.Data;
using Chat.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Chat.Previews;

/// <summary>Looks at pages and keeps what they say of themselves, for all messages that link to them.</summary>
internal sealed class Sight(
    GuardedClient client, Pictures pictures, Writer writer, IServiceScopeFactory scopes, PreviewMetrics metrics, TimeProvider clock) : IDisposable
{
    /// <summary>Pages that are asked at the same time, each of another server.</summary>
    private const int AtOnce = 4;

    /// <summary>What counts stands in the head, and few heads are longer.</summary>
    private const int MaxBytes = 512 * 1024;

    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(1);

    public static readonly TimeSpan FailedFor = TimeSpan.FromHours(1);

    private static readonly Wanted Head = new("text/html,application/xhtml+xml", MaxBytes)
    {
        Takes = type => type is "text/html" or "application/xhtml+xml",
        IsEnough = EndsHead,
    };

    /// <summary>Where a page sends those who are not signed in: what stands there is not what was linked to.</summary>
    private static readonly HashSet<string> Doors = new(StringComparer.OrdinalIgnoreCase)
    {
        "signin", "sign-in", "sign_in", "login", "log-in", "logon", "sso",
    };

    private readonly PartitionedRateLimiter<string> places = PartitionedRateLimiter.CreateChained(
        Places(host => host, 1), Places(_ => "", AtOnce));

    /// <param name="again">How soon the page is asked again should it be out of reach for a while; null for the last try.</param>
    /// <returns>Whether it is worth asking again.</returns>
    public async Task<bool> LookAsync(string link, TimeSpan? again, CancellationToken cancellationToken)
    {
        var url = new Uri(link);
        using var place = await places.AcquireAsync(url.Host, cancellationToken: cancellationToken);
        var known = await FindAsync(link, cancellationToken);
        if (known is not null && IsFresh(known))
            return false;
        var fetched = await client.GetAsync(url, Head, cancellationToken);
        var facts = FactsOf(url, fetched);
        metrics.Fetched(fetched.Outcome, facts is not null);
        var picture = facts?.Picture is { } address ? await pictures.FetchAsync(address, known?.Picture, cancellationToken) : null;
        var mayPass = fetched.MayPass && again is not null;
        await writer.Run(scope => Keep(scope, link, facts, picture, Failed(mayPass ? again!.Value : FailedFor)));
        return mayPass;
    }

    private async Task<LinkPreview?> FindAsync(string link, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ChatDb>().Previews.AsNoTracking().SingleOrDefaultAsync(p => p.Url == link, cancellationToken);
    }

    private bool IsFresh(LinkPreview known) => known.FetchedAt + (known.IsEmpty ? FailedFor : GoodFor) > clock.GetUtcNow();

    private static PageFacts? FactsOf(Uri asked, Fetched fetched)
    {
        if (fetched.Outcome is not FetchOutcome.Ok || IsDoor(asked, fetched.Url))
            return null;
        var facts = PageFacts.Read(PageText.Decode(fetched.Body, fetched.Charset), fetched.Url);
        return facts.Title.Length > 0 ? facts : null;
    }

    private static bool IsDoor(Uri asked, Uri found) => asked != found && found.Segments.Any(part => Doors.Contains(part.Trim('/')));

    /// <summary>What a page said before it failed still stands.</summary>
    private static void Keep(WriteScope scope, string link, PageFacts? facts, StoredPicture? picture, TimeSpan failedSince)
    {
        var preview = scope.Db.Previews.SingleOrDefault(p => p.Url == link);
        if (preview is null)
            scope.Db.Previews.Add(preview = new LinkPreview { Url = link, IsEmpty = true });
        if (facts is not null)
            (preview.Title, preview.Description, preview.Site, preview.IsEmpty) = (facts.Title, facts.Description, facts.Site, false);
        if (picture is not null)
            (preview.Picture, preview.PictureWidth, preview.PictureHeight) = (picture.Name, picture.Width, picture.Height);
        preview.FetchedAt = facts is null ? scope.Now - (preview.IsEmpty ? FailedFor : GoodFor) + failedSince : scope.Now;
        scope.Db.SaveChanges();
    }

    /// <summary>A failure is fresh until the next try is due, and not longer.</summary>
    private static TimeSpan Failed(TimeSpan again) => again < FailedFor ? again : FailedFor;

    /// <summary>In any script that was cut, too: what follows is of no use then either.</summary>
    private static bool EndsHead(ReadOnlyMemory<byte> news) => Contains(news.Span, "</head"u8) || Contains(news.Span, "<body"u8);

    private static bool Contains(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> tag)
    {
        for (var at = bytes.IndexOf((byte)'<'); at >= 0 && bytes.Length - at >= tag.Length; at = Next(bytes, at))
        {
            if (System.Text.Ascii.EqualsIgnoreCase(bytes.Slice(at, tag.Length), tag))
                return true;
        }

        return false;
    }

    private static int Next(ReadOnlySpan<byte> bytes, int at) =>
        bytes[(at + 1)..].IndexOf((byte)'<') is var next and >= 0 ? at + 1 + next : -1;

    private static PartitionedRateLimiter<string> Places(Func<string, string> partition, int count) =>
        PartitionedRateLimiter.Create<string, string>(host => RateLimitPartition.GetConcurrencyLimiter(
            partition(host), _ => new ConcurrencyLimiterOptions { PermitLimit = count, QueueLimit = int.MaxValue }));

    public void Dispose() => places.Dispose();
}
