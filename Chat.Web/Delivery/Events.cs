using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Chat.Delivery;

/// <summary><c>GET /events</c>: the one way in which news reaches a browser, as a stream or as a poll.</summary>
internal sealed class Events(
    Hub hub, Replay replay, Database database, Pulse pulse, Sessions sessions, DeliveryMetrics metrics, TimeProvider clock,
    IServiceScopeFactory scopes)
{
    /// <summary>Seconds to stay away when there are too many readers already.</summary>
    private const string RetryAfter = "30";

    /// <summary>
    /// Bytes the kernel takes for a stream that is not read; it doubles them for its own bookkeeping. Left alone they grow to
    /// some megabytes for each reader who is gone.
    /// </summary>
    private const int SendBuffer = 128 * 1024;

    public async Task HandleAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, no-store, no-transform";
        if ((await http.AuthenticateAsync()).Principal is not { } reader)
        {
            await http.ChallengeAsync();
            return;
        }

        if (!EventsRequest.TryParse(http.Request, reader, out var request))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        try
        {
            if (request.Wait is { } wait)
                await PollAsync(http, request, wait);
            else
                await StreamAsync(http, request);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader left. It comes back with its cursors.
        }
    }

    private async Task StreamAsync(HttpContext http, EventsRequest request)
    {
        var stream = new EventStream(http, request, clock);
        using var seat = await TakeSeatAsync(http, stream, request.Rung);
        if (seat is null)
            return;
        try
        {
            PrepareStream(http);
            pulse.Add(stream);
            await OpenAsync(stream, request, seat, http.RequestAborted);
            await ShedAsync(http);
            await stream.LiveAsync();
        }
        finally
        {
            stream.Close();
            pulse.Remove(stream);
            if (stream.FellBehind)
                metrics.CutOff();
        }
    }

    /// <summary>
    /// Lets go of what only the opening needed, which would be half as much again as the stream itself: the services of
    /// the request, the person's claims, cookies and query. docs/performance.md, "Memory".
    /// </summary>
    private static async Task ShedAsync(HttpContext http)
    {
        if (http.Features.Get<IServiceProvidersFeature>() is IAsyncDisposable services)
            await services.DisposeAsync();
        http.Features.Set<IServiceProvidersFeature>(null);
        http.Features.Set<IHttpAuthenticationFeature>(null);
        http.Features.Set<IRequestCookiesFeature>(null);
        http.Features.Set<IQueryFeature>(null);
        http.Request.Headers.Cookie = default; // Kestrel keeps the last value for the connection's next request
        http.Request.Headers.Clear();
        _ = http.Request.Method; // makes the request forget the features it has looked up
    }

    /// <summary>Lets the reader in until the seat is given up; null if it was turned away.</summary>
    private async Task<Seat?> TakeSeatAsync(HttpContext http, IReader reader, Rung rung)
    {
        if (!hub.TryJoin(reader))
        {
            metrics.Refused(rung);
            http.Response.Headers.RetryAfter = RetryAfter;
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return null;
        }

        var seat = new Seat(hub, metrics, reader, rung);
        try
        {
            // Asked again: only now would the reader be told that its session ends.
            if (await sessions.IsLiveAsync(reader.Session, http.RequestAborted))
                return seat;
            await http.ChallengeAsync();
        }
        catch
        {
            seat.Dispose();
            throw;
        }

        seat.Dispose();
        return null;
    }

    private static void PrepareStream(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Features.Get<IConnectionSocketFeature>()?.Socket.SendBufferSize = SendBuffer;
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    // A scope of its own: an open stream must not hold a database context for minutes.
    private async Task OpenAsync(EventStream stream, EventsRequest request, Seat seat, CancellationToken aborted)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        var subscription = await SubscribeAsync(stream, request, seat.Rooms, db, aborted);
        await stream.OpenAsync(Frame.Hello(database.Epoch, request.Client, Schedule.BeatSeconds, subscription.Places), subscription.Notices);
        var missed = 0;
        foreach (var (room, rev) in subscription.Cursors)
            missed += await stream.ReplayAsync(hub.View(stream, room), rev, replay.ReadAsync(db, stream.Person, room, rev, aborted));
        metrics.Repaired(request.Rung, missed);
    }

    /// <summary>First the feeds, then the database: what commits in between is in the ring.</summary>
    private async Task<Subscription> SubscribeAsync(
        IReader reader, EventsRequest request, HashSet<long> rooms, ChatDb db, CancellationToken aborted)
    {
        foreach (var (room, _) in request.Cursors)
        {
            rooms.Add(room);
            hub.View(reader, room);
        }

        var subscription = Subscription.Decide(request, database.Epoch, await Place.OfAsync(db, reader.Person, aborted));
        foreach (var (room, _) in request.Cursors.Except(subscription.Cursors))
            hub.Unsubscribe(reader, room);
        foreach (var place in subscription.Places.Where(place => rooms.Add(place.Room)))
            hub.Watch(reader, place.Room);
        if (subscription.Resync is { } cause)
            metrics.Resynced(cause);
        return subscription;
    }

    private async Task PollAsync(HttpContext http, EventsRequest request, TimeSpan wait)
    {
        var poll = new EventPoll(request);
        using var seat = await TakeSeatAsync(http, poll, request.Rung);
        if (seat is null)
            return;
        var answer = await AnswerAsync(poll, request, seat.Rooms, wait, http.RequestAborted);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }

    private async Task<ReadOnlyMemory<byte>> AnswerAsync(
        EventPoll poll, EventsRequest request, HashSet<long> rooms, TimeSpan wait, CancellationToken aborted)
    {
        Subscription subscription;
        var events = new List<Frame>();
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
            subscription = await SubscribeAsync(poll, request, rooms, db, aborted);
            events.AddRange(subscription.Notices);
            await poll.CollectAsync(replay, db, subscription.Cursors, events, aborted);
            metrics.Repaired(request.Rung, events.Count - subscription.Notices.Count);
        }

        if (events.Count > 0 || wait == TimeSpan.Zero || IsStale(request, subscription))
            return poll.Answer(database.Epoch, events, subscription.Places);

        await poll.WaitAsync(wait, clock, aborted);
        await using var later = scopes.CreateAsyncScope();
        var fresh = later.ServiceProvider.GetRequiredService<ChatDb>();
        await poll.CollectAsync(replay, fresh, poll.Remaining(subscription.Cursors), events, aborted);
        return poll.Answer(database.Epoch, events, await Place.OfAsync(fresh, poll.Person, aborted));
    }

    /// <summary>Something happened in the sidebar between two polls.</summary>
    private static bool IsStale(EventsRequest request, Subscription subscription) =>
        request.Stamp is { Length: > 0 } stamp && stamp != Place.Stamp(subscription.Places);

    /// <summary>A reader's place in the hub, and the rooms it hears of.</summary>
    private sealed class Seat : IDisposable
    {
        private readonly Hub hub;
        private readonly DeliveryMetrics metrics;
        private readonly IReader reader;
        private readonly Rung rung;

        public Seat(Hub hub, DeliveryMetrics metrics, IReader reader, Rung rung)
        {
            (this.hub, this.metrics, this.reader, this.rung) = (hub, metrics, reader, rung);
            metrics.Joined(rung);
        }

        public HashSet<long> Rooms { get; } = [];

        public void Dispose()
        {
            hub.Leave(reader, Rooms);
            metrics.Left(rung);
        }
    }
}
