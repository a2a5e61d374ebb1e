using System.IO.Pipelines;
using Chat.E2E.Delivery;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Faults;

/// <summary>One answer, the first of its kind, falls behind: all that is asked later is answered before it arrives.</summary>
internal sealed class Straggler(Func<HttpRequest, bool> isMeant) : IMiddlebox
{
    private readonly TaskCompletionSource given = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int met;

    /// <summary>Until the program has given the answer.</summary>
    public Task HasBeenGiven() => given.Task.WaitAsync(Diary.Patience);

    public void Arrives() => arrived.SetResult();

    public Task PassAsync(HttpContext browser, RequestDelegate onward) =>
        isMeant(browser.Request) && Interlocked.Exchange(ref met, 1) == 0 ? browser.PassThroughAsync(onward, DelayAsync) : onward(browser);

    private async Task DelayAsync(PipeReader from, Stream to)
    {
        var answer = await from.WholeAsync();
        given.SetResult();
        await arrived.Task;
        await to.WriteAsync(answer);
    }
}
