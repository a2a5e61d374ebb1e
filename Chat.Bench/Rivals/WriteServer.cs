using System.Globalization;
using Chat.Data;
using Chat.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Bench.Rivals;

/// <summary>
/// The least HTTP around a way of writing messages: no pages, cookies or tokens, the author in the path. What two of
/// these differ by is the way of writing.
/// </summary>
internal static class WriteServer
{
    public const long Room = 1;

    public static async Task<int> RunAsync(Options options, IPosting posting)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddData();
        posting.Register(builder.Services);
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Database>().PrepareAsync();
        await Seed.PeopleAsync(app.Services, options.Number("people", 1), Room);
        app.MapGet("/", () => "ready");
        app.MapPost("/people/{author:long}/messages", (RequestDelegate)(http => PostAsync(http, posting)));
        await app.RunAsync();
        return 0;
    }

    private static async Task PostAsync(HttpContext http, IPosting posting)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var author = long.Parse((string)http.GetRouteValue("author")!, CultureInfo.InvariantCulture);
        var posted = await posting.PostAsync(
            http.RequestServices, author, Room, form["Body"]!, Guid.Parse(form["ClientId"]!, CultureInfo.InvariantCulture));
        http.Response.StatusCode = posted.Outcome is PostOutcome.Posted ? StatusCodes.Status201Created : StatusCodes.Status409Conflict;
        await http.Response.WriteAsJsonAsync(new { room = Room, number = posted.Number, rev = posted.Rev });
    }
}

internal interface IPosting
{
    void Register(IServiceCollection services);

    Task<Posted> PostAsync(IServiceProvider request, long author, long room, string body, Guid clientId);
}
