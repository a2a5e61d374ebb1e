using Chat.E2E.Delivery;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Faults;

/// <summary>Lets questions of one kind wait until it opens.</summary>
internal sealed class Gate(Func<HttpRequest, bool> isMeant) : IMiddlebox
{
    private readonly TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Until one waits.</summary>
    public Task HasOneWaiting() => waiting.Task.WaitAsync(Diary.Patience);

    public void Opens() => open.SetResult();

    public async Task PassAsync(HttpContext browser, RequestDelegate onward)
    {
        if (isMeant(browser.Request))
        {
            waiting.TrySetResult();
            await open.Task.WaitAsync(browser.RequestAborted);
        }

        await onward(browser);
    }
}
