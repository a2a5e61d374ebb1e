using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Rivals;

/// <summary>The draft improved: a channel of the product's own bytes per subscriber, made once for all; a write and a flush of them for each.</summary>
internal sealed class FrameFanout : IFanout
{
    public static readonly Rival Rival = new(
        "frames", "Frames made once, flush per reader", before => RivalServer.StartAsync("frames", before), RivalServer.Request)
    {
        Stream = SseRoute.Open,
    };

    private readonly Subscribers<ReadOnlyMemory<byte>> subscribers = new();

    public void Register(IServiceCollection services)
    {
    }

    public void Map(WebApplication app) => app.MapGet(SseRoute.Path, StreamAsync);

    public Task PublishAsync(IServiceProvider request, NewMessage message)
    {
        subscribers.Publish(message.Room, message.Frame.Sse);
        return Task.CompletedTask;
    }

    private async Task StreamAsync(HttpContext http, long room)
    {
        SseRoute.Prepare(http);
        try
        {
            await foreach (var frame in subscribers.SubscribeAsync(room, SseRoute.Hello, http.RequestAborted))
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
