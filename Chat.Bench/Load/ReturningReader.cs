using System.Buffers.Text;
using System.Diagnostics;
using System.Net.ServerSentEvents;

namespace Chat.Bench.Load;

/// <summary>
/// A stream that comes back as a browser's does when it ends: with its cursor, at some moment of the next three seconds,
/// and later after a longer wait each time. It applies what follows its cursor and ignores what it has.
/// </summary>
internal sealed class ReturningReader(HttpClient http, long room, string cookie, long cursor)
{
    private const double Jitter = 3;

    private readonly BackOff backOff = new();
    private long cursor = cursor;
    private bool wasLive;

    public Tally Tally { get; } = new();

    /// <summary>There is a stream that said hello.</summary>
    public bool IsLive { get; private set; }

    /// <summary>When the latest stream after the first said hello, by <see cref="Stopwatch"/>.</summary>
    public long? ReturnedAt { get; private set; }

    /// <summary>Tries that brought no stream.</summary>
    public int Refused { get; private set; }

    /// <summary>Changes that came with something missing before them; there should be none.</summary>
    public int Gaps { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await ListenAsync(cancellationToken);
            var wait = IsLive ? TimeSpan.FromSeconds(Random.Shared.NextDouble() * Jitter) : backOff.Next();
            IsLive = false;
            await Task.Delay(wait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/events?rooms={room}:{cursor}");
        request.Headers.Add("Accept", "text/event-stream");
        request.Headers.Add("Cookie", cookie);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            answer.EnsureSuccessStatusCode();
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            await foreach (var item in SseParser.Create(body, Hear).EnumerateAsync(cancellationToken))
            {
                if (item.Data is Said.Bye)
                    return;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            if (!IsLive && !cancellationToken.IsCancellationRequested)
                Refused++;
        }
    }

    private Said Hear(string _, ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("{\"type\":\"bye\""u8))
            return Said.Bye;
        if (json.StartsWith("{\"type\":\"hello\""u8))
            BeLive();
        else if (json.StartsWith("{\"type\":\"change\""u8) && Number(json, "\"rev\":"u8) is { } rev)
            Apply(json, rev, Number(json, "\"after\":"u8) ?? rev - 1);
        return Said.Other;
    }

    private void BeLive()
    {
        if (wasLive)
            ReturnedAt = Stopwatch.GetTimestamp();
        IsLive = wasLive = true;
        backOff.Reset();
    }

    private void Apply(ReadOnlySpan<byte> json, long rev, long after)
    {
        if (rev <= cursor)
            return;
        if (after > cursor)
            Gaps++;
        cursor = rev;
        Tally.TakeAll(json, Audience.Now);
    }

    // Quotes in the message's own text are escaped: the names are found nowhere else.
    private static long? Number(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name) =>
        json.IndexOf(name) is var at and >= 0 && Utf8Parser.TryParse(json[(at + name.Length)..], out long number, out _) ? number : null;

    private enum Said
    {
        Other,
        Bye,
    }
}
