using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chat.Bench.Rivals;

/// <summary>
/// As ASP.NET Core has it out of the box: a channel per subscriber and <see cref="TypedResults.ServerSentEvents{T}(IAsyncEnumerable{SseItem{T}})"/>,
/// which serialises, writes and flushes each event for each of them.
/// </summary>
internal sealed class IdiomFanout : IFanout
{
    private readonly Subscribers<Change> subscribers = new();

    public void Map(IEndpointRouteBuilder app, string path) =>
        app.MapGet(path, (CancellationToken aborted) => TypedResults.ServerSentEvents(EventsAsync(aborted)));

    public void Publish(NewMessage message) => subscribers.Publish(
        new Change("change", message.Room, message.Rev, message.Rev - 1, "message", message.Number, message.Html));

    private async IAsyncEnumerable<SseItem<Change?>> EventsAsync([EnumeratorCancellation] CancellationToken aborted)
    {
        yield return new SseItem<Change?>(null, "hello");
        await foreach (var change in subscribers.SubscribeAsync(aborted))
            yield return new SseItem<Change?>(change, change.Type);
    }

    /// <summary>The fields of the product's own event.</summary>
    private sealed record Change(string Type, long Room, long Rev, long After, string Kind, long Number, string Html);
}
