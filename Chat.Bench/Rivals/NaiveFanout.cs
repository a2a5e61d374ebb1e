using System.Net.ServerSentEvents;
using Chat.Bench.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Bench.Rivals;

/// <summary>
/// What a first draft looks like: a channel of messages per subscriber, and the framework's own result for server-sent
/// events, which serialises, writes and flushes each message for each of them.
/// </summary>
internal sealed class NaiveFanout : IFanout
{
    public static readonly Rival Rival = new(
        "framework", "Framework: channel and flush per reader", before => RivalServer.StartAsync("framework", before), RivalServer.Request)
    {
        Stream = SseRoute.Open,
    };

    private readonly Subscribers<SseItem<object>> subscribers = new();

    public void Register(IServiceCollection services)
    {
    }

    public void Map(WebApplication app) => app.MapGet(SseRoute.Path, (long room, HttpContext http) =>
        TypedResults.ServerSentEvents(subscribers.SubscribeAsync(room, new SseItem<object>(new { }, "hello"), http.RequestAborted)));

    public Task PublishAsync(IServiceProvider request, NewMessage message)
    {
        subscribers.Publish(message.Room, new SseItem<object>(Change.Of(message), "change"));
        return Task.CompletedTask;
    }

    /// <summary>The product's own fields.</summary>
    private sealed record Change(string Type, long Room, long Rev, string Kind, long Number, string Html)
    {
        public static Change Of(NewMessage message) =>
            new("change", message.Room, message.Rev, "message", message.Number, message.Html);
    }
}

/// <summary>The address of a room's events at rivals that send server-sent events.</summary>
internal static class SseRoute
{
    public const string Path = "/rooms/{room:long}/events";

    /// <summary>What a stream begins with, written by hand.</summary>
    public static readonly ReadOnlyMemory<byte> Hello = "event: hello\ndata: {}\n\n"u8.ToArray();

    public static void Prepare(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
    }

    public static Opening Open(long room) =>
        new(System.Text.Encoding.ASCII.GetBytes($"GET /rooms/{room}/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n"));
}
