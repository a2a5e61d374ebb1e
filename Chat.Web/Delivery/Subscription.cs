using Chat.Core;
using Chat.Data;

namespace Chat.Delivery;

/// <summary>What a request for events may see, decided at the moment it opens.</summary>
/// <param name="Cursors">The rooms it shows that are the person's own.</param>
/// <param name="Notices">What to say first: rooms that are gone for this person, cursors that mean nothing here.</param>
/// <param name="Resync">Why a cursor means nothing here, if one does: "epoch" or "ahead".</param>
internal sealed record Subscription(
    IReadOnlyList<Cursor> Cursors, IReadOnlyList<Frame> Notices, IReadOnlyList<Place> Places, string? Resync = null)
{
    public static Subscription Decide(EventsRequest request, string epoch, IReadOnlyList<Place> places)
    {
        var mine = places.ToDictionary(place => place.Room, place => place.Rev);
        var gone = request.Cursors.Where(cursor => !mine.ContainsKey(cursor.Room)).Select(cursor => Frame.Gone(cursor.Room));
        // In another history, too, the person may never have come into a room, or the room may not be.
        if (request.Epoch is { Length: > 0 } theirs && theirs != epoch)
            return new Subscription([], [Frame.Resync(epoch, room: null), .. gone], places, Resync: "epoch");
        var known = request.Cursors.Where(cursor => mine.ContainsKey(cursor.Room)).ToLookup(cursor => cursor.Rev > mine[cursor.Room]);
        var ahead = known[true].Select(cursor => Frame.Resync(epoch, cursor.Room)).ToList();
        return new Subscription([.. known[false]], [.. gone, .. ahead], places, ahead.Count > 0 ? "ahead" : null);
    }
}

/// <summary>Who asks, and on which signed-in device.</summary>
internal readonly record struct Caller(long Person, Guid Session);

/// <summary>A parsed <c>GET /events</c>, and who asks.</summary>
/// <param name="Wait">How long a poll may be held; null for a stream.</param>
internal sealed record EventsRequest(
    long Person, Guid Session, IReadOnlyList<Cursor> Cursors, string? Epoch, string Client, string? Stamp, TimeSpan? Wait, Rung Rung)
{
    /// <summary>Below the idle time-outs of all proxies we know of.</summary>
    private const int MaxWait = 25;

    /// <summary>Some proxies cut what is held longer: who asks for no more has met one.</summary>
    private const int BriefWait = 10;

    private const int MaxClient = 64;

    /// <summary>Whether the same client is likely to ask again at once, under the same name.</summary>
    public bool GoesOn { get; private init; }

    public static bool TryParse(HttpRequest request, Caller caller, out EventsRequest parsed)
    {
        var query = request.Query;
        var client = query["client"].ToString();
        var valid = Core.Cursors.TryParse(query["rooms"], out var cursors) & client.Length <= MaxClient & TryWait(request, out var wait);
        parsed = new EventsRequest(
            caller.Person, caller.Session, cursors, query["epoch"], client is "" ? Guid.NewGuid().ToString("N") : client, query["stamp"], wait,
            RungOf(wait, client))
        {
            GoesOn = client is not "" && wait > TimeSpan.Zero,
        };
        return valid;
    }

    // A client that lives on its short polls names itself; one that asks beside its stream must not, or it would end it.
    private static Rung RungOf(TimeSpan? wait, string client) => wait?.TotalSeconds switch
    {
        null => Rung.Stream,
        > BriefWait => Rung.Long,
        > 0 => Rung.Brief,
        _ => client is "" ? Rung.Ask : Rung.Short,
    };

    private static bool TryWait(HttpRequest request, out TimeSpan? wait)
    {
        wait = null;
        if (request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
            return true;
        var text = request.Query["wait"].ToString();
        var valid = int.TryParse(text is "" ? "0" : text, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= MaxWait;
        wait = TimeSpan.FromSeconds(seconds);
        return valid;
    }
}
