using System.Globalization;
using Chat.Accounts;
using Chat.Data;
using Chat.Messages;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;

namespace Chat.Threads;

/// <summary>Long side-talk about one message, beside its room.</summary>
public static class ThreadsFeature
{
    public static WebApplicationBuilder AddThreads(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ITailPart, ThreadLine>();
        services.AddSingleton<ThreadMarks>();
        services.AddSingleton<ThreadNews>();
        services.AddHostedService(provider => provider.GetRequiredService<ThreadNews>());
        return builder;
    }

    public static void MapThreads(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/rooms/{room:long}/threads", MarksAsync).RequireAuthorization();

    /// <summary>The threads of a room that I follow, and how many replies of each I have read.</summary>
    private static async Task<IResult> MarksAsync(long room, HttpContext http, ChatDb db)
    {
        var me = Me.IdOf(http.User)!.Value;
        if (!await db.Memberships.AnyAsync(m => m.RoomId == room && m.PersonId == me && m.LeftAt == null, http.RequestAborted))
            return TypedResults.NotFound();
        var marks = await db.Follows
            .Where(f => f.PersonId == me && f.RoomId == room && !f.IsEnded)
            .ToDictionaryAsync(f => f.Thread.ToString(CultureInfo.InvariantCulture), f => f.LastRead, http.RequestAborted);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new { threads = marks });
    }
}
