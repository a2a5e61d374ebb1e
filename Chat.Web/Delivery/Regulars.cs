using System.Collections.Concurrent;

namespace Chat.Delivery;

/// <summary>
/// Those who poll, by the cookies and the name that their requests show. Cookies that are the very same need not be
/// decrypted and asked about again many times a second: the seat is given up as soon as their session ends.
/// docs/performance.md, "Long polls".
/// </summary>
internal sealed class Regulars(TimeProvider clock)
{
    /// <summary>Then the cookie is read once more: it may be due to be renewed.</summary>
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(4);

    private readonly ConcurrentDictionary<(string Cookies, string Client), Regular> regulars = new();

    /// <summary>Who asks, if it is somebody who asked a moment ago.</summary>
    public Caller? Recognise(HttpRequest request) =>
        regulars.TryGetValue(KeyOf(request), out var regular) && clock.GetElapsedTime(regular.Since) < Trust && !regular.Poller.IsOver
            ? new Caller(regular.Poller.Person, regular.Poller.Session)
            : null;

    /// <summary>Remembers the poller until its seat is given up.</summary>
    public IDisposable Keep(HttpRequest request, Poller poller, IDisposable seat)
    {
        var regular = new Regular(this, KeyOf(request), poller, seat, clock.GetTimestamp());
        regulars[regular.Key] = regular;
        return regular;
    }

    private static (string Cookies, string Client) KeyOf(HttpRequest request) =>
        (request.Headers.Cookie.ToString(), request.Query["client"].ToString());

    private sealed record Regular(Regulars Regulars, (string Cookies, string Client) Key, Poller Poller, IDisposable Seat, long Since) : IDisposable
    {
        public void Dispose()
        {
            Regulars.regulars.TryRemove(KeyValuePair.Create(Key, this));
            Seat.Dispose();
        }
    }
}
