using System.IO.Pipelines;
using System.Text;
using Chat.E2E.Delivery;
using Microsoft.AspNetCore.Http;

namespace Chat.E2E.Faults;

/// <summary>Passes everything on, and remembers what the program said.</summary>
internal sealed class Eavesdropper : IMiddlebox
{
    private readonly Diary passed = new();

    public bool Heard(string words) => passed.All.Any(piece => piece.Contains(words, StringComparison.Ordinal));

    public Task PassAsync(HttpContext browser, RequestDelegate onward) => browser.PassThroughAsync(onward, ListenAsync);

    private async Task ListenAsync(PipeReader from, Stream to)
    {
        while (await from.NextAsync() is { } piece)
        {
            passed.Write(Encoding.UTF8.GetString(piece));
            await to.WriteAsync(piece);
            await to.FlushAsync();
        }
    }
}
