using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Faults;

/// <summary>Puts something between an answer's body and the browser.</summary>
internal static class Bodies
{
    /// <param name="sieve">Reads what the program says as it comes, and tells the browser what it likes.</param>
    public static async Task PassThroughAsync(this HttpContext browser, RequestDelegate onward, Func<PipeReader, Stream, Task> sieve)
    {
        var pipe = new Pipe();
        var sifting = sieve(pipe.Reader, browser.Response.Body);
        browser.Response.Body = pipe.Writer.AsStream();
        try
        {
            await onward(browser);
        }
        finally
        {
            await pipe.Writer.CompleteAsync();
            await sifting;
        }
    }

    /// <summary>The answer, once all of it has come.</summary>
    public static async Task<byte[]> WholeAsync(this PipeReader reader)
    {
        var answer = new MemoryStream();
        await reader.CopyToAsync(answer);
        return answer.ToArray();
    }

    /// <summary>What has come since it was last asked for; null at the end.</summary>
    public static async Task<byte[]?> NextAsync(this PipeReader reader)
    {
        var read = await reader.ReadAsync();
        if (read.IsCompleted && read.Buffer.IsEmpty)
            return null;
        byte[] bytes = [.. read.Buffer.First.Span];
        reader.AdvanceTo(read.Buffer.GetPosition(bytes.Length));
        return bytes;
    }
}
