using System.Globalization;
using Chat.Accounts;
using Chat.Shared;

namespace Chat.Presence;

/// <summary>Signs of life: who is here, who types, how far others have read.</summary>
public static class PresenceFeature
{
    /// <summary>Of a client's id.</summary>
    private const int MaxClient = 64;

    /// <summary>Windows that one can look into at once.</summary>
    private const int MaxRooms = 8;

    public static WebApplicationBuilder AddPresence(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Attendance>();
        services.AddSingleton<Receipts>();
        services.AddScoped<Sightings>();
        services.AddScoped<Typing>();
        services.AddHostedService<Announcer>();
        services.AddHostedService<LastSeen>();
        return builder;
    }

    public static void MapPresence(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/presence", ReportAsync).RequireAuthorization();
        routes.MapGet("/presence", LookAsync).RequireAuthorization();
        routes.MapPost("/rooms/{room:long}/typing", TypeAsync).RequireAuthorization();
    }

    private static async Task<IResult> ReportAsync(HttpContext http, Attendance attendance, Limits limits)
    {
        var me = Me.IdOf(http.User)!.Value;
        if (limits.Signals.Refuses(me) is { } wait)
            return http.TooMany(wait);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form["Client"].ToString() is not { Length: > 0 and <= MaxClient } client || StateOf(form["State"]) is not { } state)
            return TypedResults.BadRequest();
        attendance.Report(me, new Device(Me.SessionOf(http.User)!.Value, client), state, RoomsIn(form["Room"]));
        return TypedResults.NoContent();
    }

    /// <summary>Nothing is shown of what is named here: whoever names a room that is not theirs hears nothing of it anyway.</summary>
    private static HashSet<long> RoomsIn(string? rooms)
    {
        var seen = new HashSet<long>();
        foreach (var part in (rooms ?? "").Split(',', MaxRooms + 1, StringSplitOptions.RemoveEmptyEntries).Take(MaxRooms))
        {
            if (long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var room))
                seen.Add(room);
        }

        return seen;
    }

    private static DeviceState? StateOf(string? name) => name switch
    {
        "active" => DeviceState.Active,
        "idle" => DeviceState.Idle,
        "gone" => DeviceState.Gone,
        _ => null,
    };

    private static async Task<IResult> LookAsync(string? of, HttpContext http, Sightings sightings, Limits limits)
    {
        var me = Me.IdOf(http.User)!.Value;
        if (limits.Signals.Refuses(me) is { } wait)
            return http.TooMany(wait);
        if (!TryParse(of, out var people))
            return TypedResults.BadRequest();
        var seen = await sightings.OfAsync(me, people, http.RequestAborted);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new { people = seen.Select(each => new { person = each.Person, state = each.State, seen = each.Seen }) });
    }

    private static bool TryParse(string? of, out HashSet<long> people)
    {
        people = [];
        foreach (var part in (of ?? "").Split(',', Sightings.Max + 1, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var person))
                return false;
            people.Add(person);
        }

        return people.Count <= Sightings.Max;
    }

    private static async Task<IResult> TypeAsync(long room, HttpContext http, Typing typing, Limits limits)
    {
        var me = Me.IdOf(http.User)!.Value;
        if (limits.Signals.Refuses(me) is { } wait)
            return http.TooMany(wait);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!bool.TryParse(form["Typing"], out var types))
            return TypedResults.BadRequest();
        return await typing.TellAsync(me, room, types, http.RequestAborted) ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}
