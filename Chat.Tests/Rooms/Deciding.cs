using System.Net;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Rooms;

/// <summary>What owners and moderators do.</summary>
internal static class Deciding
{
    /// <summary>Presses a button on a member's page: <c>remove</c>, <c>ban</c>, <c>silence</c>, <c>unsilence</c>, <c>role</c> or <c>handover</c>.</summary>
    public static Task<HttpResponseMessage> TryAsync(this Visitor visitor, long room, Visitor person, string deed, params (string Name, string Value)[] fields) =>
        visitor.PostAsync($"/rooms/{room}/members/{person.Id}/{deed}", fields);

    public static async Task DecideAsync(this Visitor visitor, long room, Visitor person, string deed, params (string Name, string Value)[] fields)
    {
        using var answer = await visitor.TryAsync(room, person, deed, fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    public static Task RaiseAsync(this Visitor owner, long room, Visitor person, Role role) =>
        owner.DecideAsync(room, person, "role", ("Role", role.ToString()));

    /// <param name="minutes">0 until it is lifted.</param>
    public static Task SilenceAsync(this Visitor visitor, long room, Visitor person, int minutes = 0) =>
        visitor.DecideAsync(room, person, "silence", ("Minutes", $"{minutes}"));

    /// <summary>Sends a form of the room's settings: <c>writers</c>, <c>archive</c> or <c>unarchive</c>.</summary>
    public static async Task SetAsync(this Visitor owner, long room, string setting, params (string Name, string Value)[] fields)
    {
        using var answer = await owner.PostAsync($"/rooms/{room}/settings/{setting}", fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    public static Task SetReadOnlyAsync(this Visitor owner, long room, bool readOnly = true) =>
        owner.SetAsync(room, "writers", ("IsReadOnly", readOnly ? "true" : "false"));

    /// <summary>The code of a new invite link.</summary>
    /// <param name="hours">0 for ever.</param>
    /// <param name="uses">0 for any number.</param>
    public static async Task<string> MakeLinkAsync(this Visitor visitor, long room, int hours = 0, int uses = 0)
    {
        using var answer = await visitor.PostAsync($"/rooms/{room}/invite", ("Hours", $"{hours}"), ("Uses", $"{uses}"));
        var page = await visitor.FollowAsync(answer);
        return page.QuerySelector(".links .address code")!.TextContent.Split('/')[^1];
    }

    public static Task<HttpResponseMessage> PostMessageAsync(this Visitor visitor, long room, string body) =>
        visitor.PostJsonAsync($"/rooms/{room}/messages", ("Body", body), ("ClientId", $"{Guid.NewGuid()}"));

    public static Task<bool> IsInAsync(this ChatApp app, long room, Visitor person) =>
        app.AskAsync(db => db.Memberships.AnyAsync(m => m.RoomId == room && m.PersonId == person.Id && m.LeftAt == null));

    public static Task<List<long>> OwnersAsync(this ChatApp app, long room) => app.AskAsync(db => db.Memberships
        .Where(m => m.RoomId == room && m.LeftAt == null && m.Role == Role.Owner)
        .Select(m => m.PersonId)
        .ToListAsync());
}
