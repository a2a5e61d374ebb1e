using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Chat.Tests.Threads;

/// <summary>Quotes and threads, as their forms are filled in.</summary>
internal static class Talk
{
    public static async Task<Receipt> AnswerAsync(this Visitor visitor, long room, long quoted, string body) =>
        await Taken(visitor.PostJsonAsync($"/rooms/{room}/messages", ("Body", body), ("QuoteOf", Text(quoted))));

    public static async Task<Receipt> ReplyAsync(this Visitor visitor, long room, long thread, string body, long? quoted = null) =>
        await Taken(visitor.PostJsonAsync(
            $"/rooms/{room}/messages", ("Body", body), ("Thread", Text(thread)), ("QuoteOf", quoted is { } number ? Text(number) : "")));

    /// <summary>The words with which it was refused.</summary>
    public static async Task<string> RefusedAsync(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("Body")[0].GetString()!;
    }

    public static async Task ReadThreadAsync(this Visitor visitor, long room, long thread, long number)
    {
        using var answer = await visitor.PostJsonAsync($"/rooms/{room}/{thread}/thread/read", ("Read", Text(number)));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    public static async Task FollowThreadAsync(this Visitor visitor, long room, long thread, bool on)
    {
        using var answer = await visitor.PostJsonAsync($"/rooms/{room}/{thread}/thread/follow", ("On", on ? "true" : "false"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>The threads of a room that one follows, each with the replies read: "1:2".</summary>
    public static async Task<IReadOnlyList<string>> MarksAsync(this Visitor visitor, long room)
    {
        using var answer = await visitor.GetAsync($"/rooms/{room}/threads", "application/json");
        var marks = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("threads");
        return [.. marks.EnumerateObject().Select(mark => $"{mark.Name}:{mark.Value.GetInt32()}")];
    }

    /// <summary>The number beside "Threads" in the sidebar.</summary>
    public static async Task<int> UnreadThreadsAsync(this Visitor visitor)
    {
        using var answer = await visitor.GetAsync("/sidebar");
        return int.Parse((await Visitor.ReadAsync(answer)).QuerySelector(".threads .number")!.TextContent, CultureInfo.InvariantCulture);
    }

    private static async Task<Receipt> Taken(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web))!;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
