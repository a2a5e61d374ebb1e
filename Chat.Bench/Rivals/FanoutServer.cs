using System.Globalization;
using Chat.Core;
using Chat.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Chat.Bench.Rivals;

/// <summary>
/// The least HTTP around a way of fan-out: it commits nothing and asks nobody who they are. Each message becomes the
/// product's own HTML, rendered once.
/// </summary>
internal static class FanoutServer
{
    private const long Room = 1;

    public static async Task<int> RunAsync(Options options, IFanout fanout)
    {
        long before = options.Number("rev", 0);
        long numbers = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        app.MapGet("/", () => "ready");
        fanout.Map(app, "/events");
        app.MapPost("/people/{author:long}/messages", (RequestDelegate)PostAsync);
        await app.RunAsync();
        return 0;

        async Task PostAsync(HttpContext http)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var author = long.Parse((string)http.GetRouteValue("author")!, CultureInfo.InvariantCulture);
            var number = Interlocked.Increment(ref numbers);
            var view = new MessageView(
                Room, number, author, $"p{author - 1}", Markup.ToHtml(form["Body"]!), TimeProvider.System.GetUtcNow(), IsLong: false, IsEdited: false, IsDeleted: false);
            fanout.Publish(new NewMessage(Room, before + number, number, view.Html.ToString()));
            http.Response.StatusCode = StatusCodes.Status201Created;
        }
    }
}

internal sealed record NewMessage(long Room, long Rev, long Number, string Html);

internal interface IFanout
{
    void Map(IEndpointRouteBuilder app, string path);

    void Publish(NewMessage message);
}
