using System.IO.Compression;
using System.IO.Pipelines;
using Chat.E2E.Delivery;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Faults;

/// <summary>Compresses everything, whatever the program says, and passes on what fills a block.</summary>
internal sealed class Compressor : IMiddlebox
{
    public Task PassAsync(HttpContext browser, RequestDelegate onward) => browser.PassThroughAsync(onward, (from, to) => PassOnAsync(browser.Response, from, to));

    private static async Task PassOnAsync(HttpResponse response, PipeReader from, Stream to)
    {
        // The head is known when the body begins.
        if (await from.NextAsync() is not { } first)
            return;
        if (response.Headers.ContentEncoding.Count == 0)
            await CompressAsync(response, first, from, to);
        else
            await CopyAsync(first, from, to);
    }

    private static async Task CompressAsync(HttpResponse response, byte[] first, PipeReader from, Stream to)
    {
        response.Headers.ContentEncoding = "gzip";
        await using var zip = new GZipStream(to, CompressionLevel.Fastest);
        await CopyAsync(first, from, zip);
    }

    private static async Task CopyAsync(byte[] first, PipeReader from, Stream to)
    {
        for (var next = first; next is not null; next = await from.NextAsync())
            await to.WriteAsync(next);
    }
}
