using System.IO.Pipelines;
using System.Text;
using Chat.E2E.Delivery;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Faults;

/// <summary>Looks at what passes: of all that has come it keeps the newest piece back until another follows.</summary>
internal sealed class Scanner : IMiddlebox
{
    private readonly Diary passed = new();

    /// <summary>Until such words have reached the browser.</summary>
    public Task HasPassed(string words) => passed.Until(piece => piece.Contains(words, StringComparison.Ordinal), words);

    public Task PassAsync(HttpContext browser, RequestDelegate onward) => browser.PassThroughAsync(onward, ScanAsync);

    private async Task ScanAsync(PipeReader from, Stream to)
    {
        byte[] newest = [];
        while (await from.NextAsync() is { } next)
        {
            await to.WriteAsync(newest);
            await to.FlushAsync();
            passed.Write(Encoding.UTF8.GetString(newest));
            newest = next;
        }

        await to.WriteAsync(newest);
    }
}
