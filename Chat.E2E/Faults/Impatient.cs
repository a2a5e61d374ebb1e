using System.IO.Pipelines;
using Chat.E2E.Delivery;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Faults;

/// <summary>Cuts every answer that has been silent for so long.</summary>
internal sealed class Impatient(TimeProvider clock, TimeSpan patience) : IMiddlebox
{
    private int cuts;

    public int Cuts => cuts;

    public async Task PassAsync(HttpContext browser, RequestDelegate onward)
    {
        await using var silence = clock.CreateTimer(_ => Cut(browser), state: null, patience, Timeout.InfiniteTimeSpan);
        await browser.PassThroughAsync(onward, (from, to) => PassOnAsync(from, to, silence));
    }

    private void Cut(HttpContext browser)
    {
        Interlocked.Increment(ref cuts);
        browser.Abort();
    }

    private async Task PassOnAsync(PipeReader from, Stream to, ITimer silence)
    {
        while (await from.NextAsync() is { } piece)
        {
            silence.Change(patience, Timeout.InfiniteTimeSpan);
            await to.WriteAsync(piece);
            await to.FlushAsync();
        }
    }
}
