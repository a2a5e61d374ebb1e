using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.E2E.Delivery;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Faults;

/// <summary>Two answers to held polls, each with news, change places, once: the later one is given first.</summary>
internal sealed class Mixer : IMiddlebox
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource both = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? earlier;

    /// <summary>Until it holds a poll.</summary>
    public Task HasBegun() => begun.Task.WaitAsync(Diary.Patience);

    /// <summary>Until the answer that will be given second is there.</summary>
    public Task HasTheFirst() => first.Task.WaitAsync(Diary.Patience);

    public Task HasGivenBoth() => both.Task.WaitAsync(Diary.Patience);

    public async Task PassAsync(HttpContext browser, RequestDelegate onward)
    {
        if (both.Task.IsCompleted || !browser.Request.QueryString.Value!.Contains("wait=25", StringComparison.Ordinal))
            await onward(browser);
        else if (earlier is null)
            await GiveAsync(browser, await LaterAsync(browser.Request, onward));
        else
            await GiveEarlierAsync(browser, earlier);
    }

    private async Task<string> LaterAsync(HttpRequest request, RequestDelegate onward)
    {
        begun.TrySetResult();
        earlier = await NewsAsync(request, request.QueryString.Value!, onward);
        first.TrySetResult();
        return await NewsAsync(request, Beyond(earlier, request.QueryString.Value!), onward);
    }

    private async Task GiveEarlierAsync(HttpContext browser, string answer)
    {
        await GiveAsync(browser, answer);
        both.TrySetResult();
    }

    private static async Task<string> NewsAsync(HttpRequest request, string question, RequestDelegate onward)
    {
        var answer = await AskAsync(request, question, onward);
        while (!answer.Contains("\"type\":\"change\"", StringComparison.Ordinal))
            answer = await AskAsync(request, question = Beyond(answer, question), onward);
        return answer;
    }

    private static async Task<string> AskAsync(HttpRequest request, string question, RequestDelegate onward)
    {
        using var answer = new MemoryStream();
        var aside = new DefaultHttpContext();
        aside.Request.Method = request.Method;
        aside.Request.Path = request.Path;
        aside.Request.QueryString = new QueryString(question);
        foreach (var (name, value) in request.Headers)
            aside.Request.Headers[name] = value;
        aside.Response.Body = answer;
        await onward(aside);
        return Encoding.UTF8.GetString(answer.ToArray());
    }

    /// <summary>What a page asks that has taken the answer.</summary>
    private static string Beyond(string answer, string question)
    {
        var document = JsonDocument.Parse(answer).RootElement;
        var rooms = string.Join("%2C", document.GetProperty("cursors").EnumerateObject().Select(cursor => $"{cursor.Name}%3A{cursor.Value}"));
        var bare = Regex.Replace(question, "rooms=[^&]*|&stamp=[^&]*", "", RegexOptions.None, TimeSpan.FromSeconds(1));
        return $"?rooms={rooms}&stamp={document.GetProperty("stamp")}&{bare.TrimStart('?', '&')}";
    }

    private static Task GiveAsync(HttpContext browser, string answer)
    {
        browser.Response.ContentType = "application/json";
        return browser.Response.WriteAsync(answer);
    }
}
