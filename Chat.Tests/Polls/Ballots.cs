using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;

namespace Chat.Tests.Polls;

/// <summary>Polls, as their forms are filled in and their options clicked.</summary>
internal static class Ballots
{
    public static async Task<Receipt> AskAsync(this Visitor visitor, long room, string question, bool several = false, params string[] options)
    {
        using var answer = await visitor.TryAskAsync(room, question, several, options);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web))!;
    }

    public static Task<HttpResponseMessage> TryAskAsync(this Visitor visitor, long room, string question, bool several, params string[] options) =>
        visitor.PostJsonAsync(
            $"/rooms/{room}/poll", [("Question", question), ("IsMultiple", several ? "true" : "false"), .. options.Select(option => ("Option", option))]);

    public static async Task VoteAsync(this Visitor visitor, long room, long number, int option, bool remove = false)
    {
        using var answer = await visitor.TryVoteAsync(room, number, option, remove);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public static Task<HttpResponseMessage> TryVoteAsync(this Visitor visitor, long room, long number, int option, bool remove = false) =>
        visitor.PostJsonAsync($"/rooms/{room}/{number}/poll/vote", ("Option", $"{option}"), ("Remove", remove ? "true" : "false"));

    /// <summary>What stands below the question: "Pizza 2 [1 5]" for each option.</summary>
    public static async Task<IReadOnlyList<string>> BallotAsync(this Visitor visitor, long room, long number) =>
        [.. (await visitor.PageAsync($"/rooms/{room}")).QuerySelectorAll($"#m{number} .poll .option").Select(option =>
            $"{option.QuerySelector(".text")!.TextContent} {option.QuerySelector(".count")!.TextContent} [{option.GetAttribute("data-people")}]")];
}
