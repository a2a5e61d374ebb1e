using System.Globalization;
using Chat.Bench.Load;
using Chat.Bench.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Chat.Bench.Rivals;

/// <summary>
/// The least HTTP around a way of taking messages: no pages, cookies or tokens, author and room in the path. What two of
/// these differ by is the way.
/// </summary>
internal static class RivalServer
{
    /// <summary>As a process of its own, from this program.</summary>
    public static Task<Child> StartAsync(
        string rival, IEnumerable<string> args, Dictionary<string, string>? environment = null, IDisposable? belongings = null) =>
        Child.StartAsync(
            typeof(RivalServer).Assembly.Location, ["serve", "--rival", rival, .. args], environment ?? [], "/", belongings: belongings);

    public static Task<Child> StartAsync(string rival, long before) => StartAsync(rival, ["--rev", $"{before}"]);

    public static MessageRequest Request(Sender sender) => MessageRequest.Form(
        sender.Port, $"/people/{sender.Author}/rooms/{MessageRequest.RoomBlank}/messages", "", sender.Seats, sender.Length);

    public static async Task<int> RunAsync(Options options)
    {
        IWay way = options.Text("rival") switch
        {
            "ef" => new Written(new EfPosting()),
            "writer" => new Written(new WriterPosting()),
            "framework" => new Published(new NaiveFanout()),
            "frames" => new Published(new FrameFanout()),
            "coalescing" => new Published(new CoalescingFanout()),
            "signalr" => new Published(new SignalRFanout()),
            "poll" => new Published(new PlainPoll()),
            var other => throw new InvalidOperationException($"There is no rival '{other}'."),
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        way.Register(builder);
        await using var app = builder.Build();
        await way.PrepareAsync(app, options);
        app.MapGet("/", () => "ready");
        app.MapPost("/people/{author:long}/rooms/{room:long}/messages", (RequestDelegate)(http => PostAsync(http, way)));
        await app.RunAsync();
        return 0;
    }

    private static async Task PostAsync(HttpContext http, IWay way)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        await way.TakeAsync(http, new Draft(Number("author"), Number("room"), form["Body"]!, Guid.Parse(form["ClientId"]!, CultureInfo.InvariantCulture)));

        long Number(string name) => long.Parse((string)http.GetRouteValue(name)!, CultureInfo.InvariantCulture);
    }
}

/// <summary>A message that somebody sends.</summary>
internal sealed record Draft(long Author, long Room, string Body, Guid ClientId);

/// <summary>What becomes of a message.</summary>
internal interface IWay
{
    void Register(WebApplicationBuilder builder);

    Task PrepareAsync(WebApplication app, Options options);

    /// <summary>Takes it and answers.</summary>
    Task TakeAsync(HttpContext http, Draft draft);
}
