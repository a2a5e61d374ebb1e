using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;

namespace Chat.Tests.Reactions;

/// <summary>Reactions, as their chips are clicked.</summary>
internal static class Clicks
{
    public static async Task<Receipt> ReactAsync(this Visitor visitor, long room, long number, string emoji, bool remove = false)
    {
        using var answer = await visitor.TryReactAsync(room, number, emoji, remove);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web))!;
    }

    public static Task<HttpResponseMessage> TryReactAsync(this Visitor visitor, long room, long number, string emoji, bool remove = false) =>
        visitor.PostJsonAsync($"/rooms/{room}/{number}/reactions", ("Emoji", emoji), ("Remove", remove ? "true" : "false"));

    /// <summary>What stands below the message: "👍 2 [1 5]" for each chip.</summary>
    public static async Task<IReadOnlyList<string>> ChipsAsync(this Visitor visitor, long room, long number) =>
        [.. (await visitor.PageAsync($"/rooms/{room}")).QuerySelectorAll($"#m{number} .chip[name]").Select(chip =>
            $"{chip.QuerySelector(".emoji")!.TextContent} {chip.QuerySelector(".count")!.TextContent} [{chip.GetAttribute("data-people")}]")];

    public static async Task<string?> ComplaintAsync(this HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString();
}
