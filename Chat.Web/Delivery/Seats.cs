using Chat.Accounts;
using Chat.Data;
using Microsoft.AspNetCore.Authentication;

namespace Chat.Delivery;

/// <summary>Lets readers in, and shows them what is theirs to see.</summary>
internal sealed class Seats(Hub hub, Sessions sessions, Database database, DeliveryMetrics metrics)
{
    /// <summary>Seconds to stay away when there are too many readers already.</summary>
    private const string RetryAfter = "30";

    /// <summary>Lets the reader in until the seat is given up; null if it was turned away.</summary>
    public async Task<IDisposable?> TakeAsync(HttpContext http, IReader reader, Rung rung)
    {
        if (!hub.TryJoin(reader))
        {
            metrics.Refused(rung);
            http.Response.Headers.RetryAfter = RetryAfter;
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return null;
        }

        metrics.Joined(rung);
        var seat = new Seat(this, reader, rung);
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

    /// <summary>First the feeds, then the database: what commits in between is in the ring.</summary>
    public async Task<Subscription> SubscribeAsync(IReader reader, EventsRequest request, ChatDb db, CancellationToken aborted)
    {
        foreach (var (room, _) in request.Cursors)
            hub.View(reader, room);
        var subscription = Subscription.Decide(request, database.Epoch, await Place.OfAsync(db, reader.Person, aborted));
        foreach (var (room, _) in request.Cursors.Except(subscription.Cursors))
            hub.Unsubscribe(reader, room);
        foreach (var place in subscription.Places)
            hub.Watch(reader, place.Room);
        if (subscription.Resync is { } cause)
            metrics.Resynced(cause);
        return subscription;
    }

    private void Give(IReader reader, Rung rung)
    {
        hub.Leave(reader);
        metrics.Left(rung);
    }

    private sealed class Seat(Seats seats, IReader reader, Rung rung) : IDisposable
    {
        public void Dispose() => seats.Give(reader, rung);
    }
}
