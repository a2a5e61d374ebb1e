using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chat.Bench.Rivals;

/// <summary>
/// What a first draft looks like: a channel of messages per subscriber, and the framework's own result for server-sent
/// events, which serialises, writes and flushes each message for each of them.
/// </summary>
internal sealed class NaiveFanout : IFanout
{
    private readonly Subscribers<NewMessage> subscribers = new();

    public void Map(IEndpointRouteBuilder app, string path) =>
        app.MapGet(path, (HttpContext http) => TypedResults.ServerSentEvents(EventsAsync(http.RequestAborted)));

    public void Publish(NewMessage message) => subscribers.Publish(message);

    private async IAsyncEnumerable<SseItem<object>> EventsAsync([EnumeratorCancellation] CancellationToken aborted)
    {
        yield return new SseItem<object>(new { });
        await foreach (var message in subscribers.SubscribeAsync(aborted))
            yield return new SseItem<object>(Change.Of(message));
    }

    /// <summary>The product's own fields.</summary>
    private sealed record Change(string Type, long Room, long Rev, string Kind, long Number, string Html)
    {
        public static Change Of(NewMessage message) =>
            new("change", message.Room, message.Rev, "message", message.Number, message.Html);
    }
}
