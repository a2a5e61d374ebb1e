using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Chat.Outbound;

/// <summary>
/// The only way by which the server asks others on somebody's word. The address comes from whoever types it, and so
/// does all that answers: nothing of it may lead inside, cost much, or take long.
/// </summary>
public sealed class GuardedClient : IDisposable
{
    private const int MaxRedirects = 3;

    /// <summary>Says who asks and why; nothing about where, or for whom.</summary>
    private const string Looks = "Chat/1.0 (+link preview)";

    private const string Pushes = "Chat/1.0 (+web push)";

    /// <summary>From the first name that is resolved to the last byte, over all redirects.</summary>
    private static readonly TimeSpan WholeTime = TimeSpan.FromSeconds(10);

    private readonly OutboundRules rules;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    public GuardedClient(IOptions<OutboundRules> options, TimeProvider clock)
    {
        rules = options.Value;
        this.clock = clock;
        http = new HttpClient(GuardedHandler.Make(rules, clock)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Gets what an address has, following redirects. Expected failures are outcomes.</summary>
    public Task<Fetched> GetAsync(Uri url, Wanted wanted, CancellationToken cancellationToken) =>
        WithinTimeAsync(token => FollowAsync(url, wanted, token), outcome => new Fetched(outcome, url), cancellationToken);

    /// <summary>Posts something, following nothing. The status says what came of it: no body is read. Expected failures are outcomes.</summary>
    public Task<Answered> PostAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        WithinTimeAsync(token => AnsweredAsync(request, token), outcome => new Answered(outcome), cancellationToken);

    private async Task<T> WithinTimeAsync<T>(Func<CancellationToken, Task<T>> ask, Func<FetchOutcome, T> failed, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(WholeTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (Exception error) when (OutcomeOf(error) is { } outcome && !cancellationToken.IsCancellationRequested)
        {
            return failed(outcome);
        }
    }

    private static FetchOutcome? OutcomeOf(Exception error) => error switch
    {
        RefusedAddressException or { InnerException: RefusedAddressException } => FetchOutcome.Refused,
        OperationCanceledException => FetchOutcome.TimedOut,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } => FetchOutcome.Unreachable,
        HttpRequestException { InnerException: SocketException } => FetchOutcome.Unreachable,
        HttpRequestException or IOException or InvalidDataException or UriFormatException => FetchOutcome.Broken,
        _ => null,
    };

    private async Task<Fetched> FollowAsync(Uri url, Wanted wanted, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.UserAgent.ParseAdd(Looks);
            request.Headers.Accept.ParseAdd(wanted.Accept);
            using var response = await SendAsync(request, cancellationToken);
            if (!IsRedirect(response))
                return await ReadAsync(url, response, wanted, cancellationToken);
            url = new Uri(url, response.Headers.Location!);
        }

        return new Fetched(FetchOutcome.TooManyRedirects, url);
    }

    private async Task<Answered> AnsweredAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.ParseAdd(Pushes);
        using var response = await SendAsync(request, cancellationToken);
        return new Answered(FetchOutcome.Ok, response.StatusCode, response.Headers.RetryAfter);
    }

    /// <summary>Sends one request and follows nothing; answers when the headers are there.</summary>
    /// <exception cref="RefusedAddressException">It may not be asked; also found within an <see cref="HttpRequestException"/>.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { } url && rules.Allow(url)
            ? http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : throw new RefusedAddressException($"{request.RequestUri?.Host}");

    private static bool IsRedirect(HttpResponseMessage response) =>
        response.Headers.Location is not null && response.StatusCode
            is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static async Task<Fetched> ReadAsync(Uri url, HttpResponseMessage response, Wanted wanted, CancellationToken cancellationToken)
    {
        if (Refusal(response, wanted) is { } refusal)
            return new Fetched(refusal, url);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = await ReadAsync(stream, wanted, cancellationToken);
        return body is { } bytes
            ? new Fetched(FetchOutcome.Ok, url, bytes, response.Content.Headers.ContentType?.CharSet)
            : new Fetched(FetchOutcome.TooLarge, url);
    }

    private static FetchOutcome? Refusal(HttpResponseMessage response, Wanted wanted)
    {
        if (!response.IsSuccessStatusCode)
            return IsBusy(response.StatusCode) ? FetchOutcome.Busy : FetchOutcome.Denied;
        if (!wanted.Takes(response.Content.Headers.ContentType?.MediaType ?? ""))
            return FetchOutcome.OtherKind;
        return wanted.IsEnough is null && response.Content.Headers.ContentLength > wanted.MaxBytes ? FetchOutcome.TooLarge : null;
    }

    private static bool IsBusy(HttpStatusCode status) =>
        status >= HttpStatusCode.InternalServerError || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;

    /// <summary>What a header says of the length is not believed: it is counted. Null if it is too much.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, Wanted wanted, CancellationToken cancellationToken)
    {
        var body = new byte[Math.Min(16 * 1024, wanted.MaxBytes)];
        var length = 0;
        while (await stream.ReadAsync(body.AsMemory(length), cancellationToken) is var read and > 0)
        {
            length += read;
            if (wanted.IsEnough?.Invoke(body.AsMemory(Math.Max(0, length - read - Wanted.Overlap), Math.Min(length, read + Wanted.Overlap))) == true)
                break;
            if (length == wanted.MaxBytes && wanted.IsEnough is null && await stream.ReadAsync(new byte[1], cancellationToken) > 0)
                return null;
            if (length == wanted.MaxBytes)
                break;
            if (length == body.Length)
                Array.Resize(ref body, Math.Min(body.Length * 2, wanted.MaxBytes));
        }

        return body.AsMemory(0, length);
    }

    public void Dispose() => http.Dispose();
}
