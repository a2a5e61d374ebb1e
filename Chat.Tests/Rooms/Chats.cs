using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Chat.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Rooms;

/// <summary>Direct chats, groups and the sidebar, as their forms are filled in.</summary>
internal static class Chats
{
    /// <summary>The chat with that person.</summary>
    public static async Task<long> OpenDirectAsync(this Visitor visitor, long person)
    {
        using var answer = await visitor.PostAsync("/direct", ("Person", $"{person}"));
        return RoomOf(answer);
    }

    public static async Task<long> OpenGroupAsync(this Visitor visitor, params IEnumerable<Visitor> people)
    {
        using var answer = await visitor.GatherAsync(people.Select(person => person.Id));
        return RoomOf(answer);
    }

    public static Task<HttpResponseMessage> GatherAsync(this Visitor visitor, IEnumerable<long> people) =>
        visitor.PostAsync("/groups", [.. people.Select(person => ("People", $"{person}"))]);

    public static Task<HttpResponseMessage> AddAsync(this Visitor visitor, long room, params IEnumerable<long> people) =>
        visitor.PostAsync($"/rooms/{room}/people", [.. people.Select(person => ("People", $"{person}"))]);

    /// <summary>Does something to a room in one's sidebar.</summary>
    public static async Task PlaceAsync(this Visitor visitor, long room, string what, params (string, string)[] fields)
    {
        using var answer = await visitor.PostJsonAsync($"/rooms/{room}/sidebar/{what}", fields);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>A new folder's id.</summary>
    public static async Task<long> CreateFolderAsync(this Visitor visitor, string name)
    {
        using var answer = await visitor.PostAsync("/folders", ("Name", name));
        var page = await visitor.FollowAsync(answer);
        var form = page.QuerySelectorAll("form[action$='/rename']").Single(form => form.QuerySelector("[name=Name]")!.GetAttribute("value") == name);
        return long.Parse(form.GetAttribute("action")!.Split('/')[2], CultureInfo.InvariantCulture);
    }

    /// <summary>What stands in the sidebar from top to bottom: "Section: title, title".</summary>
    public static async Task<IReadOnlyList<string>> SidebarAsync(this Visitor visitor)
    {
        using var answer = await visitor.GetAsync("/sidebar");
        var page = await Visitor.ReadAsync(answer);
        return [.. page.QuerySelectorAll(".room-list").Select(list =>
            $"{page.GetElementById(list.GetAttribute("aria-labelledby")!)!.TextContent}: {string.Join(" | ", list.QuerySelectorAll(".name").Select(name => name.TextContent))}")];
    }

    /// <summary>The titles in the sidebar, whatever the section.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(this Visitor visitor)
    {
        using var answer = await visitor.GetAsync("/sidebar");
        return [.. (await Visitor.ReadAsync(answer)).QuerySelectorAll(".room-link .name").Select(name => name.TextContent)];
    }

    /// <summary>The number beside a room; empty if there is none to see.</summary>
    public static async Task<string> UnreadAsync(this Visitor visitor, long room)
    {
        using var answer = await visitor.GetAsync("/sidebar");
        return (await Visitor.ReadAsync(answer)).QuerySelector($"[data-room='{room}'] .unread:not([hidden]) .count")?.TextContent ?? "";
    }

    public static async Task<HttpStatusCode> StatusOfAsync(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return answer.StatusCode;
    }

    public static Task BlockAsync(this ChatApp app, Visitor person, Visitor other) => app.WriteAsync(scope =>
    {
        scope.Db.Blocks.Add(new Block { PersonId = person.Id, BlockedId = other.Id, CreatedAt = scope.Now });
        scope.Db.SaveChanges();
    });

    private static long RoomOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return long.Parse(answer.Headers.Location!.ToString().Split('/')[^1], CultureInfo.InvariantCulture);
    }
}
