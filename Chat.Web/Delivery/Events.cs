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
    Hub hub, Seats seats, Polls polls, Regulars regulars, Replay replay, Database database, DeliveryMetrics metrics, TimeProvider clock, IServiceScopeFactory scopes)
{
    /// <summary>
    /// Bytes the kernel takes for a stream that is not read; it doubles them for its own bookkeeping. Left alone they grow to
    /// some megabytes for each reader who is gone.
    /// </summary>
    private const int SendBuffer = 128 * 1024;

    public async Task HandleAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, no-store, no-transform";
        if ((regulars.Recognise(http.Request) ?? await AuthenticateAsync(http)) is not { } caller)
        {
            await http.ChallengeAsync();
            return;
        }

        if (!EventsRequest.TryParse(http.Request, caller, out var request))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        try
        {
            if (request.Wait is { } wait)
                await polls.AnswerAsync(http, request, wait);
            else
                await StreamAsync(http, request);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader left. It comes back with its cursors.
        }
    }

    private static async Task<Caller?> AuthenticateAsync(HttpContext http) =>
        (await http.AuthenticateAsync()).Principal is { } reader ? new Caller(Me.IdOf(reader)!.Value, Me.SessionOf(reader)!.Value) : null;

    private async Task StreamAsync(HttpContext http, EventsRequest request)
    {
        var stream = new EventStream(http, request, clock);
        using var seat = await seats.TakeAsync(http, stream, request.Rung);
        if (seat is null)
            return;
        try
        {
            PrepareStream(http);
            await OpenAsync(stream, request, http.RequestAborted);
            await ShedAsync(http);
            await stream.LiveAsync();
        }
        finally
        {
            stream.Close();
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

    private static void PrepareStream(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Features.Get<IConnectionSocketFeature>()?.Socket.SendBufferSize = SendBuffer;
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    // A scope of its own: an open stream must not hold a database context for minutes.
    private async Task OpenAsync(EventStream stream, EventsRequest request, CancellationToken aborted)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        var subscription = await seats.SubscribeAsync(stream, request, db, aborted);
        await stream.OpenAsync(Frame.Hello(database.Epoch, request.Client, Schedule.BeatSeconds, subscription.Places), subscription.Notices);
        var missed = 0;
        foreach (var (room, rev) in subscription.Cursors)
            missed += await stream.ReplayAsync(hub.View(stream, room), rev, replay.ReadAsync(db, stream.Person, room, rev, aborted));
        metrics.Repaired(request.Rung, missed);
    }
}
