using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Chat.Tests.Push;

/// <summary>A browser that has subscribed: its keys, what its service does with pushes to it, and what it was told.</summary>
public sealed class FakeDevice : IDisposable
{
    private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentQueue<Received> received = new();
    private readonly ConcurrentQueue<Func<HttpContext, Task>> answers = new();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<HttpContext, Task>? always;
    private int asked;

    internal FakeDevice(string endpoint)
    {
        Endpoint = endpoint;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        Point = [4, .. point.X!, .. point.Y!];
    }

    public string Endpoint { get; }

    /// <summary>The server's key that it subscribed with, as base64url.</summary>
    public string ServerKey { get; private set; } = "";

    /// <summary>It was made known to the server in another way than by its page.</summary>
    internal void Trusts(string serverKey) => ServerKey = serverKey;

    public string P256dh => Base64Url.EncodeToString(Point);

    public string Auth => Base64Url.EncodeToString(Secret);

    internal ECDiffieHellman Key => key;

    internal byte[] Point { get; }

    internal byte[] Secret { get; } = RandomNumberGenerator.GetBytes(16);

    /// <summary>What it was told, decrypted, oldest first: of the pushes that its service has taken.</summary>
    public IReadOnlyList<Received> Received => [.. received];

    /// <summary>Pushes without a fault that its service was asked to take, whatever it said.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>Takes the server's present key and gives it what it needs, as the page's script does.</summary>
    public async Task<HttpResponseMessage> SubscribeAsync(Visitor owner, params (string Name, string Value)[] instead)
    {
        using var present = await owner.GetAsync("/push/key", "application/json");
        ServerKey = (await present.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
        var offer = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Endpoint"] = Endpoint,
            ["P256dh"] = P256dh,
            ["Auth"] = Auth,
            ["Key"] = ServerKey,
        };
        foreach (var (name, value) in instead)
            offer[name] = value;
        return await owner.PostJsonAsync("/push/subscribe", [.. offer.Select(field => (field.Key, field.Value))]);
    }

    /// <summary>What its service says to the next push; several in a row.</summary>
    public FakeDevice Then(Func<HttpContext, Task> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    /// <summary>What its service says when nothing else was ordered; null: it takes them.</summary>
    public FakeDevice Always(Func<HttpContext, Task>? answer)
    {
        always = answer;
        return this;
    }

    internal async Task TakeAsync(ArrivedPush push, HttpContext http)
    {
        Interlocked.Increment(ref asked);
        http.Response.StatusCode = StatusCodes.Status201Created;
        if (answers.TryDequeue(out var answer) || (answer = always) is not null)
            await Task.WhenAny(answer(http), over.Task).Unwrap();
        if (http.Response.StatusCode is >= 200 and < 300 && !http.RequestAborted.IsCancellationRequested)
            received.Enqueue(push.OpenBy(this));
    }

    internal void LetGo() => over.TrySetResult();

    public void Dispose() => key.Dispose();
}

/// <summary>What a device was told.</summary>
/// <param name="Json">The text, as the worker gets it.</param>
/// <param name="Length">Of the encrypted body.</param>
public sealed record Received(string Json, long Ttl, string Urgency, string Topic, int Length)
{
    public JsonElement Message => JsonDocument.Parse(Json).RootElement;

    public JsonElement Notification => Message.GetProperty("notification");

    public string Title => Notification.GetProperty("title").GetString()!;

    public string Body => Notification.GetProperty("body").GetString()!;

    public string Tag => Notification.GetProperty("tag").GetString()!;
}
