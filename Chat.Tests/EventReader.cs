using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Chat.Tests;

/// <summary>Reads an open stream event by event.</summary>
public sealed class EventReader(HttpResponseMessage answer) : IAsyncDisposable
{
    /// <summary>Far longer than anything here takes: reached only when what is waited for never comes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource cut = new();
    private IAsyncEnumerator<SseItem<string>>? events;
    private Task<bool> moving = Task.FromResult(true);

    public HttpResponseMessage Answer => answer;

    /// <summary>The next event, or null when the server has closed the stream.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        events ??= SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync(cut.Token).GetAsyncEnumerator();
        moving = events.MoveNextAsync().AsTask();
        return await moving.WaitAsync(Patience)
            ? JsonDocument.Parse(events.Current.Data).RootElement
            : null;
    }

    /// <summary>Skips to the next event of a type.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        while (await NextAsync() is { } item)
        {
            if (item.GetProperty("type").GetString() == type)
                return item;
        }

        throw new InvalidOperationException($"The stream ended without an event of type {type}.");
    }

    /// <summary>Reads to the end of the stream; true if it ended in good order.</summary>
    public async Task<bool> EndsAsync()
    {
        var last = "";
        while (await NextAsync() is { } item)
            last = item.GetProperty("type").GetString()!;
        return last == "bye";
    }

    /// <summary>Cuts the stream. Whoever waits for an event gets an <see cref="OperationCanceledException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await cut.CancelAsync();
        // The answer may not be thrown away while something reads from it.
        await moving.ContinueWith(_ => { }, TaskScheduler.Default);
        answer.Dispose();
        cut.Dispose();
    }
}
