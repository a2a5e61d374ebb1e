using System.Globalization;
using Chat.Accounts;
using Chat.Core;
using Chat.Delivery;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.Messages;

/// <summary>What is said in rooms.</summary>
public static class MessagesFeature
{
    public static WebApplicationBuilder AddMessages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<MessageMetrics>();
        services.AddSingleton<HistoryCache>();
        services.AddSingleton<Typesetting>();
        services.AddSingleton<Posting>();
        services.AddSingleton<Revising>();
        services.AddSingleton<Tails>();
        services.AddSingleton<Reading>();
        services.AddSingleton<IMessageWitness, Quotes>();
        services.AddSingleton<Pinning>();
        services.AddSingleton<IChangeRenderer, MessageRenderer>();
        // Messages are posted to the page that shows them.
        services.Configure<RazorPagesOptions>(options => options.Conventions.AddPageRoute("/Messages/Room", "/rooms/{id:long}/messages"));
        return builder;
    }

    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/rooms/{room:long}/read", MarkReadAsync).RequireAuthorization();
        routes.MapPost("/rooms/{room:long}/unread", MarkUnreadAsync).RequireAuthorization();
    }

    private static async Task<IResult> MarkReadAsync(long room, HttpContext http, Reading reading)
    {
        if (await NumberOfAsync(http) is not { } number)
            return TypedResults.BadRequest();
        return await reading.MarkAsync(Me.IdOf(http.User)!.Value, room, number) ? Done(http, $"/rooms/{room}") : TypedResults.NotFound();
    }

    /// <summary>The room's page would mark it read again at once: without scripts one goes on elsewhere.</summary>
    private static async Task<IResult> MarkUnreadAsync(long room, HttpContext http, Reading reading, Limits limits)
    {
        var me = Me.IdOf(http.User)!.Value;
        if (limits.Changes.Refuses(me) is { } wait)
            return http.TooMany(wait);
        if (await NumberOfAsync(http) is not { } number || number == 0 || MessageNumber.IsReply(number))
            return TypedResults.BadRequest();
        return await reading.MarkUnreadAsync(me, room, number) ? Done(http, "/rooms") : TypedResults.NotFound();
    }

    private static async Task<long?> NumberOfAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return long.TryParse(form["Number"], CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;
    }

    private static IResult Done(HttpContext http, string next)
    {
        if (!http.Request.WantsPage())
            return TypedResults.NoContent();
        http.Response.Headers.Location = next;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
