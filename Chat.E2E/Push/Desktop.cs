using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Chat.Tests;

namespace Chat.E2E.Push;

/// <summary>A desktop on which browsers show notifications, and where they are clicked; on a session bus of its own.</summary>
public sealed class Desktop : IAsyncDisposable
{
    // Of the system's own Python, which has the system's bindings.
    private const string Python = "/usr/bin/python3";

    private readonly ConcurrentDictionary<int, Bubble> bubbles = new();
    private readonly TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process = new();
    private Task? hearing;
    private string bus = "";

    /// <summary>Our environment, for a browser that is to show its notifications here.</summary>
    public IReadOnlyDictionary<string, string> Environment
    {
        get
        {
            var variables = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(each => (string)each.Key, each => (string)each.Value!);
            variables["DBUS_SESSION_BUS_ADDRESS"] = bus;
            return variables;
        }
    }

    /// <summary>What is in sight now.</summary>
    public ICollection<Bubble> Bubbles => bubbles.Values;

    public async Task StartAsync()
    {
        var files = Path.Combine(Sources.Root, "Chat.E2E", "Push");
        process.StartInfo = new("dbus-run-session", ["--config-file", Path.Combine(files, "desktop.conf"), "--", Python, Path.Combine(files, "desktop.py")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        process.Start();
        hearing = HearAsync();
        bus = await ready.Task;
    }

    private async Task HearAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            Take(JsonSerializer.Deserialize<Told>(line, JsonSerializerOptions.Web)!);
        ready.TrySetException(new InvalidOperationException("The desktop has ended. It needs dbus-run-session, python3-dbus and python3-gi, which ./test installs."));
    }

    private void Take(Told told)
    {
        switch (told.Event)
        {
            case "ready":
                ready.SetResult(told.Bus);
                break;
            case "shown":
                bubbles[told.Id] = new Bubble(told.Id, told.Title, told.Words, told.Picture);
                break;
            case "closed":
                bubbles.TryRemove(told.Id, out _);
                break;
        }
    }

    /// <summary>Until a notification of this title and text is in sight.</summary>
    public async Task<Bubble> ShowsAsync(string title, string words)
    {
        try
        {
            await Eventually.IsTrueAsync(() => Find(title, words) is not null);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"\"{title}: {words}\" was not shown, but {string.Join("; ", Bubbles)}");
        }

        return Find(title, words)!;
    }

    /// <summary>Until it is out of sight.</summary>
    public Task HidesAsync(Bubble bubble) => Eventually.IsTrueAsync(() => !bubbles.ContainsKey(bubble.Id));

    private Bubble? Find(string title, string words) =>
        bubbles.Values.FirstOrDefault(bubble => bubble.Title == title && bubble.Words.Contains(words, StringComparison.Ordinal));

    public Task ClicksAsync(Bubble bubble)
    {
        bubbles.TryRemove(bubble.Id, out _);
        return process.StandardInput.WriteLineAsync($"click {bubble.Id}");
    }

    public async ValueTask DisposeAsync()
    {
        if (hearing is null)
            return; // it has not begun
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await hearing;
        process.Dispose();
    }

    private sealed record Told(string Event, int Id, string Title = "", string Words = "", string Picture = "", string Bus = "");
}

/// <summary>A notification in sight.</summary>
/// <param name="Picture">A sign of its picture; empty without one.</param>
public sealed record Bubble(int Id, string Title, string Words, string Picture);
