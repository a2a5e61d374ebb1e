using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Chat.Accounts;

/// <summary>How often one may do what can be guessed or flooded. Section <c>Chat:Limits</c>; each a number per minute.</summary>
public sealed class LimitOptions
{
    /// <summary>Sign-ups from one address. An office behind one address signs up on one morning.</summary>
    [Range(1, 1_000_000)]
    public int SignUps { get; set; } = 60;

    /// <summary>Sign-ins from one address: a whole office may share it.</summary>
    [Range(1, 1_000_000)]
    public int SignIns { get; set; } = 120;

    /// <summary>Sign-ins to one account from one address. Others elsewhere can't lock the owner out.</summary>
    [Range(1, 1_000_000)]
    public int SignInsPerAccount { get; set; } = 10;

    /// <summary>Invitations and reset links opened from one address: an office may open one together, a guesser is slowed.</summary>
    [Range(1, 1_000_000)]
    public int Links { get; set; } = 240;

    /// <summary>Passwords of rooms tried by one person.</summary>
    [Range(1, 1_000_000)]
    public int RoomPasswords { get; set; } = 10;

    /// <summary>Invitations opened by one person.</summary>
    [Range(1, 1_000_000)]
    public int LinksPerPerson { get; set; } = 30;

    /// <summary>Requests to become friends, of one person: each of them is put before somebody.</summary>
    [Range(1, 1_000_000)]
    public int FriendRequests { get; set; } = 30;

    /// <summary>Rooms made, invitations and the like by one person.</summary>
    [Range(1, 1_000_000)]
    public int Changes { get; set; } = 120;

    /// <summary>Messages of one person; a script may post fast, a flood is cut.</summary>
    [Range(1, 10_000_000)]
    public int Messages { get; set; } = 1_200;

    /// <summary>Reactions and votes of one person: each is news to everybody in the room.</summary>
    [Range(1, 1_000_000)]
    public int Reactions { get; set; } = 240;

    /// <summary>Signs of life of one person: that they are here, that they type, and who else is. Some devices at once, changing their minds.</summary>
    [Range(1, 1_000_000)]
    public int Signals { get; set; } = 600;

    /// <summary>Searches of one person: one for each pause while they type.</summary>
    [Range(1, 1_000_000)]
    public int Searches { get; set; } = 300;
}

/// <summary>Token buckets by whoever acts: a minute's worth at once, refilled evenly.</summary>
public sealed class Limits(IOptions<LimitOptions> options) : IDisposable
{
    public PartitionedRateLimiter<string> SignUps { get; } = PerMinute(options.Value.SignUps);

    public PartitionedRateLimiter<string> SignIns { get; } = PerMinute(options.Value.SignIns);

    public PartitionedRateLimiter<string> SignInsPerAccount { get; } = PerMinute(options.Value.SignInsPerAccount);

    public PartitionedRateLimiter<string> Links { get; } = PerMinute(options.Value.Links);

    public PartitionedRateLimiter<long> RoomPasswords { get; } = PerMinute<long>(options.Value.RoomPasswords);

    public PartitionedRateLimiter<long> LinksPerPerson { get; } = PerMinute<long>(options.Value.LinksPerPerson);

    public PartitionedRateLimiter<long> FriendRequests { get; } = PerMinute<long>(options.Value.FriendRequests);

    public PartitionedRateLimiter<long> Changes { get; } = PerMinute<long>(options.Value.Changes);

    public PartitionedRateLimiter<long> Messages { get; } = PerMinute<long>(options.Value.Messages);

    public PartitionedRateLimiter<long> Reactions { get; } = PerMinute<long>(options.Value.Reactions);

    public PartitionedRateLimiter<long> Signals { get; } = PerMinute<long>(options.Value.Signals);

    public PartitionedRateLimiter<long> Searches { get; } = PerMinute<long>(options.Value.Searches);

    private static PartitionedRateLimiter<string> PerMinute(int tokens) => PerMinute<string>(tokens);

    private static PartitionedRateLimiter<T> PerMinute<T>(int tokens)
        where T : notnull
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = tokens,
            TokensPerPeriod = Math.Max(1, tokens / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1.0, 60.0 / tokens)),
            AutoReplenishment = true,
        };
        return PartitionedRateLimiter.Create<T, T>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => bucket));
    }

    public void Dispose()
    {
        SignUps.Dispose();
        SignIns.Dispose();
        SignInsPerAccount.Dispose();
        Links.Dispose();
        RoomPasswords.Dispose();
        LinksPerPerson.Dispose();
        FriendRequests.Dispose();
        Changes.Dispose();
        Messages.Dispose();
        Reactions.Dispose();
        Signals.Dispose();
        Searches.Dispose();
    }
}

public static class LimitExtensions
{
    /// <summary>Takes one token, or answers how long to wait for the next.</summary>
    public static TimeSpan? Refuses<T>(this PartitionedRateLimiter<T> limiter, T key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(10);
    }
}
