using System.Globalization;
using Chat.Accounts;
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
        services.AddSingleton<Posting>();
        services.AddSingleton<Revising>();
        services.AddSingleton<Tails>();
        services.AddSingleton<Reading>();
        services.AddSingleton<IChangeRenderer, MessageRenderer>();
        // Messages are posted to the page that shows them.
        services.Configure<RazorPagesOptions>(options => options.Conventions.AddPageRoute("/Messages/Room", "/rooms/{id:long}/messages"));
        return builder;
    }

    public static void MapMessages(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/rooms/{room:long}/read", MarkReadAsync).RequireAuthorization();

    private static async Task<IResult> MarkReadAsync(long room, HttpContext http, Reading reading)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!long.TryParse(form["Number"], CultureInfo.InvariantCulture, out var number) || number < 0)
            return TypedResults.BadRequest();
        if (!await reading.MarkAsync(Me.IdOf(http.User)!.Value, room, number))
            return TypedResults.NotFound();
        if (!http.Request.WantsPage())
            return TypedResults.NoContent();
        http.Response.Headers.Location = $"/rooms/{room}";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
