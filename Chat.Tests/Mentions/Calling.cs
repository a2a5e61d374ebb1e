using System.Text.Json;
using AngleSharp.Dom;

namespace Chat.Tests.Mentions;

/// <summary>What people see of the calls that concern them.</summary>
internal static class Calling
{
    /// <summary>The inbox, newest first: "*Ann in Room: words", with a star while it is unread.</summary>
    public static async Task<IReadOnlyList<string>> CallsAsync(this Visitor visitor, string page = "/mentions") =>
        [.. (await visitor.PageAsync(page)).QuerySelectorAll("#mention-list > li").Select(Line)];

    private static string Line(IElement item)
    {
        string Text(string selector) => item.QuerySelector(selector)!.TextContent.Trim();
        return $"{(item.ClassList.Contains("new") ? "*" : "")}{Text(".who")} in {Text(".where")}: {Text(".words")}";
    }

    /// <summary>What the sidebar says of a room: mentions and unread messages.</summary>
    public static async Task<(int Mentions, int Unread)> BadgesAsync(this Visitor visitor, long room)
    {
        var link = (await visitor.PageAsync("/sidebar")).QuerySelector($".room-link[data-room='{room}']")!;
        return (Count(link.QuerySelector(".mentions")), Count(link.QuerySelector(".unread")));
    }

    /// <summary>At the link to the inbox.</summary>
    public static async Task<int> AllCallsAsync(this Visitor visitor) => Count((await visitor.PageAsync("/sidebar")).QuerySelector("#mentions-count"));

    private static int Count(IElement? badge) =>
        badge is null || badge.HasAttribute("hidden") ? 0 : int.Parse(badge.QuerySelector(".number, .count")!.TextContent, System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<JsonElement> CallablesAsync(this Visitor visitor, long room, string find)
    {
        using var answer = await visitor.GetAsync($"/rooms/{room}/callables?find={Uri.EscapeDataString(find)}", "application/json");
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public static IEnumerable<string> Names(this JsonElement callables) =>
        callables.GetProperty("people").EnumerateArray().Select(person => person.GetProperty("name").GetString()!);

    public static IEnumerable<string> All(this JsonElement callables) =>
        callables.GetProperty("all").EnumerateArray().Select(all => all.GetString()!);

    public static async Task ReadsAsync(this Visitor visitor, long room, long number)
    {
        using var answer = await visitor.PostJsonAsync($"/rooms/{room}/read", ("Number", $"{number}"));
        answer.EnsureSuccessStatusCode();
    }
}
