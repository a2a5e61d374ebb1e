using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Chat.Core;
using Chat.Delivery;
using Chat.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Chat.Bench.Rivals;

/// <summary>
/// Fan-out as it is usually written: a channel per subscriber, and for each message a write and a flush. It commits
/// nothing and asks nobody who they are; each message becomes the product's own frame of the same size, rendered once.
/// </summary>
internal static class ChannelServer
{
    private const long Room = 1;

    private static readonly ConcurrentDictionary<Channel<ReadOnlyMemory<byte>>, bool> Subscribers = new();

    private static long before;
    private static long number;

    public static async Task<int> RunAsync(Options options)
    {
        before = options.Number("rev", 0);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        app.MapGet("/", () => "ready");
        app.MapGet("/events", (RequestDelegate)StreamAsync);
        app.MapPost("/people/{author:long}/messages", (RequestDelegate)PostAsync);
        await app.RunAsync();
        return 0;
    }

    private static async Task StreamAsync(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync("event: hello\ndata: {}\n\n");
        await http.Response.Body.FlushAsync();
        var news = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new() { SingleReader = true });
        Subscribers[news] = true;
        try
        {
            await foreach (var frame in news.Reader.ReadAllAsync(http.RequestAborted))
            {
                await http.Response.Body.WriteAsync(frame);
                await http.Response.Body.FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left.
        }
        finally
        {
            Subscribers.TryRemove(news, out _);
        }
    }

    private static async Task PostAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var author = long.Parse((string)http.GetRouteValue("author")!, CultureInfo.InvariantCulture);
        var next = Interlocked.Increment(ref number);
        var view = new MessageView(
            Room, next, author, $"p{author - 1}", Markup.ToHtml(form["Body"]!), TimeProvider.System.GetUtcNow(), IsLong: false, IsEdited: false, IsDeleted: false);
        var rendered = new Rendered("message", view.Html.ToString(), Number: next);
        var frame = Frame.Change(Room, before + next, before + next - 1, rendered).Sse.ToArray();
        foreach (var (subscriber, _) in Subscribers)
            subscriber.Writer.TryWrite(frame);
        http.Response.StatusCode = StatusCodes.Status201Created;
    }
}
