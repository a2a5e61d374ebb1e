using System.IO.Pipelines;
using Chat.E2E.Delivery;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Faults;

/// <summary>Keeps answers to polls and gives each out again, to the next poll or after so many newer ones: twice, and out of order.</summary>
internal sealed class StaleCache(int newer) : IMiddlebox
{
    private readonly Queue<byte[]> kept = new();
    private bool isStale;

    /// <summary>How many old answers were given out.</summary>
    public int Repeats { get; private set; }

    public Task PassAsync(HttpContext browser, RequestDelegate onward)
    {
        if (!browser.Request.Query.ContainsKey("wait"))
            return onward(browser);
        isStale = !isStale && kept.Count > newer;
        return isStale ? RepeatAsync(browser) : browser.PassThroughAsync(onward, KeepAsync);
    }

    private Task RepeatAsync(HttpContext browser)
    {
        Repeats++;
        browser.Response.ContentType = "application/json";
        return browser.Response.Body.WriteAsync(kept.Dequeue()).AsTask();
    }

    private async Task KeepAsync(PipeReader from, Stream to)
    {
        var answer = await from.WholeAsync();
        kept.Enqueue(answer);
        await to.WriteAsync(answer);
    }
}
