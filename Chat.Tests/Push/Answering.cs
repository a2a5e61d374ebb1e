using Microsoft.AspNetCore.Http;

namespace Chat.Tests.Push;

/// <summary>What push services may say to a push, and the lies of those that are none.</summary>
public static class Answering
{
    public static Func<HttpContext, Task> Status(int status, string? retryAfter = null) => http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null)
            http.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    };

    /// <summary>Until the caller hangs up.</summary>
    public static async Task Hangs(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var _ = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    /// <summary>Until the test lets it go; then it takes the push.</summary>
    public static Func<HttpContext, Task> Waits(Task until) => _ => until;

    public static Func<HttpContext, Task> Redirects(string to) => http =>
    {
        http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        http.Response.Headers.Location = to;
        return Task.CompletedTask;
    };

    /// <summary>It has taken it, and does not stop to say so.</summary>
    public static async Task TalksForEver(HttpContext http)
    {
        var words = new byte[64 * 1024];
        while (!http.RequestAborted.IsCancellationRequested)
            await http.Response.Body.WriteAsync(words, CancellationToken.None);
    }

    /// <summary>Promises a body that it does not send.</summary>
    public static Task BreaksOff(HttpContext http)
    {
        http.Response.ContentLength = 100;
        http.Abort();
        return Task.CompletedTask;
    }

    /// <summary>A message is too large if it is larger than this.</summary>
    public static Func<HttpContext, Task> TakesUpTo(int bytes) => http =>
    {
        if (http.Request.ContentLength > bytes)
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    };
}
