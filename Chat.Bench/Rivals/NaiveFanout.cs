using System.Text;
using Chat.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chat.Bench.Rivals;

/// <summary>What a first draft looks like: a channel of texts per subscriber; a write and a flush of each for each of them.</summary>
internal sealed class NaiveFanout : IFanout
{
    private readonly Subscribers<string> subscribers = new();

    public void Map(IEndpointRouteBuilder app, string path) => app.MapGet(path, (RequestDelegate)StreamAsync);

    public void Publish(NewMessage message) => subscribers.Publish(Encoding.UTF8.GetString(
        Frame.Change(message.Room, message.Rev, message.Rev - 1, new Rendered("message", message.Html, message.Number)).Sse.Span));

    private async Task StreamAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync("event: hello\ndata: {}\n\n");
        await http.Response.Body.FlushAsync();
        try
        {
            await foreach (var text in subscribers.SubscribeAsync(http.RequestAborted))
            {
                await http.Response.WriteAsync(text);
                await http.Response.Body.FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left.
        }
    }
}
