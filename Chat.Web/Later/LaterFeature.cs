using Chat.Accounts;
using Chat.Data;
using Chat.Jobs;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;

namespace Chat.Later;

/// <summary>What people put off: messages they keep, reminders, and messages to be sent at a time.</summary>
public static class LaterFeature
{
    public static WebApplicationBuilder AddLater(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Bookmarks>();
        services.AddSingleton<Reminders>();
        services.AddSingleton<Sending>();
        services.AddSingleton<Scheduling>();
        services.AddScoped<MyZone>();
        services.AddSingleton<IJobHandler>(provider => provider.GetRequiredService<Reminders>());
        services.AddSingleton<IJobHandler>(provider => provider.GetRequiredService<Sending>());
        return builder;
    }

    public static void MapLater(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rooms/{room:long}/saved", SavedAsync).RequireAuthorization();
        routes.MapPost("/later/reminders/{id:long}/dismiss", DismissAsync).RequireAuthorization();
    }

    /// <summary>The numbers of the messages that I keep in a room: a room's page is the same for all who read along.</summary>
    private static async Task<IResult> SavedAsync(long room, HttpContext http, ChatDb db)
    {
        var me = Me.IdOf(http.User)!.Value;
        if (!await db.Memberships.AnyAsync(m => m.RoomId == room && m.PersonId == me && m.LeftAt == null, http.RequestAborted))
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new
        {
            numbers = await db.Bookmarks.Where(b => b.PersonId == me && b.RoomId == room).Select(b => b.Number).ToListAsync(http.RequestAborted),
        });
    }

    private static async Task<IResult> DismissAsync(long id, HttpContext http, Reminders reminders, Limits limits)
    {
        var me = Me.IdOf(http.User)!.Value;
        if (limits.Changes.Refuses(me) is { } wait)
            return http.TooMany(wait);
        if (!await reminders.DismissAsync(me, id))
            return TypedResults.NotFound();
        if (!http.Request.WantsPage())
            return TypedResults.NoContent();
        http.Response.Headers.Location = "/later";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
