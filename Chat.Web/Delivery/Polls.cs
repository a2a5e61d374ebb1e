using Chat.Data;

namespace Chat.Delivery;

/// <summary>Answers polls: at once if there is news, otherwise as soon as there is, or when the time is over.</summary>
internal sealed class Polls(
    Hub hub, Seats seats, Regulars regulars, Replay replay, Database database, DeliveryMetrics metrics, TimeProvider clock, IServiceScopeFactory scopes)
{
    public async Task AnswerAsync(HttpContext http, EventsRequest request, TimeSpan wait)
    {
        var known = Resume(request);
        if ((known ?? await BeginAsync(http, request)) is not { } poller)
            return;
        try
        {
            var answer = await CollectAsync(poller, request, wait, isNew: known is null, http.RequestAborted);
            var places = await PlacesAsync(poller, http.RequestAborted);
            await answer.SendAsync(http.Response, database.Epoch, poller.Views.Select(feed => feed.Room), places);
        }
        finally
        {
            poller.Rest(clock.GetUtcNow());
        }
    }

    /// <summary>Who polled a moment ago, and asks for more of the same.</summary>
    private Poller? Resume(EventsRequest request)
    {
        if (hub.ReaderOf(request.Person, request.Client) is not Poller known || !known.TryResume(request))
            return null;
        metrics.Asked(request.Rung);
        return known;
    }

    /// <summary>Somebody new; null if they were turned away.</summary>
    private async Task<Poller?> BeginAsync(HttpContext http, EventsRequest request)
    {
        var poller = new Poller(request);
        if (await seats.TakeAsync(http, poller, request.Rung) is not { } seat)
            return null;
        poller.Sit(regulars.Keep(http.Request, poller, seat));
        try
        {
            await BeginAsync(poller, request, http.RequestAborted);
            return poller;
        }
        catch
        {
            poller.End();
            poller.Rest(clock.GetUtcNow());
            throw;
        }
    }

    private async Task BeginAsync(Poller poller, EventsRequest request, CancellationToken aborted)
    {
        await using var scope = scopes.CreateAsyncScope();
        var asOf = poller.Version;
        var subscription = await seats.SubscribeAsync(poller, request, scope.ServiceProvider.GetRequiredService<ChatDb>(), aborted);
        poller.Remember(subscription.Places, asOf);
        poller.Begin(subscription.Notices, subscription.Cursors.Select(cursor => hub.Find(cursor.Room)).OfType<Feed>());
    }

    /// <param name="isNew">
    /// Reads the log first: the feeds may be a moment behind a commit that was answered already. Who goes on will hear of
    /// that with the next answer.
    /// </param>
    private async Task<PollAnswer> CollectAsync(
        Poller poller, EventsRequest request, TimeSpan wait, bool isNew, CancellationToken aborted)
    {
        var answer = new PollAnswer(request.Cursors);
        var news = poller.Listen(clock.GetUtcNow() + wait);
        metrics.Repaired(request.Rung, await AddNewsAsync(poller, answer, fromLog: isNew, aborted));
        if (answer.IsEmpty && wait > TimeSpan.Zero && !IsStale(request, poller))
        {
            await news.WaitAsync(aborted);
            await AddNewsAsync(poller, answer, fromLog: false, aborted);
        }

        return answer;
    }

    /// <summary>Something happened in the sidebar between two polls.</summary>
    private static bool IsStale(EventsRequest request, Poller poller) =>
        request.Stamp is { Length: > 0 } stamp && (poller.Places is not { } places || stamp != Place.Stamp(places));

    /// <returns>How many changes it had not seen.</returns>
    private async Task<int> AddNewsAsync(Poller poller, PollAnswer answer, bool fromLog, CancellationToken aborted)
    {
        answer.Add(poller.TakeTold());
        var changes = 0;
        foreach (var feed in poller.Views.TakeWhile(_ => !answer.IsFull))
            changes += (fromLog ? null : answer.Add(feed)) ?? await ReplayAsync(poller, feed, answer, aborted);
        return changes;
    }

    private async Task<int> ReplayAsync(Poller poller, Feed feed, PollAnswer answer, CancellationToken aborted)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        var count = 0;
        await foreach (var (rev, frame) in replay.ReadAsync(db, poller.Person, feed.Room, answer.CursorOf(feed.Room), aborted))
        {
            answer.Add(feed.Room, rev, frame);
            count++;
            if (answer.IsFull)
                return count;
        }

        feed.Begin(answer.CursorOf(feed.Room));
        return count;
    }

    private async Task<IReadOnlyList<Place>> PlacesAsync(Poller poller, CancellationToken aborted)
    {
        if (poller.Places is { } known)
            return known;
        await using var scope = scopes.CreateAsyncScope();
        var asOf = poller.Version;
        var places = await Place.OfAsync(scope.ServiceProvider.GetRequiredService<ChatDb>(), poller.Person, aborted);
        poller.Remember(places, asOf);
        return places;
    }
}
