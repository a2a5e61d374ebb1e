using System.Net;
using System.Net.Http.Headers;

namespace Chat.Outbound;

/// <summary>What is wanted of an address.</summary>
/// <param name="Accept">The header of that name.</param>
/// <param name="MaxBytes">After decompression.</param>
public sealed record Wanted(string Accept, int MaxBytes)
{
    /// <summary>Bytes that a reader is shown again, so that it finds what came in two pieces.</summary>
    public const int Overlap = 16;

    /// <summary>Which media types are read at all.</summary>
    public Func<string, bool> Takes { get; init; } = _ => true;

    /// <summary>Whether the bytes that came just now are the last that are needed. What may end early may be cut at its bound, too.</summary>
    public Func<ReadOnlyMemory<byte>, bool>? IsEnough { get; init; }
}

/// <summary>What came of asking.</summary>
/// <param name="Url">Where it was found, after all redirects.</param>
/// <param name="Charset">As the header says.</param>
public sealed record Fetched(FetchOutcome Outcome, Uri Url, ReadOnlyMemory<byte> Body = default, string? Charset = null)
{
    /// <summary>Whether it may well work in a while.</summary>
    public bool MayPass => Outcome is FetchOutcome.Unreachable or FetchOutcome.TimedOut or FetchOutcome.Busy or FetchOutcome.Broken;
}

/// <summary>What came of posting.</summary>
/// <param name="Outcome">Ok if there was an answer, whatever it says.</param>
public sealed record Answered(FetchOutcome Outcome, HttpStatusCode Status = default, RetryConditionHeaderValue? RetryAfter = null);

public enum FetchOutcome
{
    Ok,

    /// <summary>It leads inside, or is no address of a page.</summary>
    Refused,

    /// <summary>No such name, nobody listens there, or no trust in whoever does.</summary>
    Unreachable,

    TimedOut,

    /// <summary>A status of 4xx.</summary>
    Denied,

    /// <summary>A status of 5xx, or one that asks to come back later.</summary>
    Busy,

    TooManyRedirects,

    /// <summary>Not of a media type that is wanted.</summary>
    OtherKind,

    TooLarge,

    /// <summary>The answer broke off, or was no HTTP.</summary>
    Broken,
}
