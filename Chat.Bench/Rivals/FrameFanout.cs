using Chat.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Chat.Bench.Rivals;

/// <summary>The draft improved: a channel of the product's own bytes per subscriber, made once for all; a write and a flush of them for each.</summary>
internal sealed class FrameFanout : IFanout
{
    private readonly Subscribers<ReadOnlyMemory<byte>> subscribers = new();

    public void Map(IEndpointRouteBuilder app, string path) => app.MapGet(path, (RequestDelegate)StreamAsync);

    public void Publish(NewMessage message) => subscribers.Publish(
        Frame.Change(message.Room, message.Rev, message.Rev - 1, new Rendered("message", message.Html, message.Number)).Sse);

    private async Task StreamAsync(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync("data: {}\n\n");
        await http.Response.Body.FlushAsync();
        try
        {
            await foreach (var frame in subscribers.SubscribeAsync(http.RequestAborted))
            {
                await http.Response.Body.WriteAsync(frame);
                await http.Response.Body.FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left.
        }
    }
}
