using System.Text.Json;

namespace Chat.E2E.App;

/// <summary>The service worker of somebody's browser, and what only the browser's own tools can do with it.</summary>
internal sealed class Worker
{
    private readonly ICDPSession tools;
    private readonly string origin;
    private readonly string registration;

    private Worker(ICDPSession tools, string origin, string registration)
    {
        this.tools = tools;
        this.origin = origin;
        this.registration = registration;
    }

    public static Device Desktop { get; } = Device.Desktop with { HasWorker = true };

    public static Device Phone { get; } = Device.Phone with { HasWorker = true };

    public static async Task<Worker> OfAsync(Person person)
    {
        var known = new TaskCompletionSource<string>();
        var session = await person.Context.NewCDPSessionAsync(person.Page);
        session.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
        {
            foreach (var found in told!.Value.GetProperty("registrations").EnumerateArray())
                known.TrySetResult(found.GetProperty("registrationId").GetString()!);
        };
        await session.SendAsync("ServiceWorker.enable");
        return new Worker(session, new Uri(person.Page.Url).GetLeftPart(UriPartial.Authority), await known.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    /// <summary>As the browser's push service would.</summary>
    public Task IsPushed(object message) => IsPushedText(JsonSerializer.Serialize(message));

    public Task IsPushedText(string text) => SendAsync("ServiceWorker.deliverPushMessage", new() { ["data"] = text });

    /// <summary>As the browser does when the network is back.</summary>
    public Task IsWoken() => SendAsync("ServiceWorker.dispatchSyncEvent", new() { ["tag"] = "outbox", ["lastChance"] = false });

    private async Task SendAsync(string method, Dictionary<string, object> more) =>
        await tools.SendAsync(method, new Dictionary<string, object>(more) { ["origin"] = origin, ["registrationId"] = registration });
}

internal static class Served
{
    /// <summary>The worker stands between the page and the network.</summary>
    public static Task IsServed(this Person person) => person.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");

    public static Task Keeps(this Person person, string path) =>
        person.Page.WaitForFunctionAsync("path => caches.match(path).then(Boolean)", path);

    public static Task KeepsNothing(this Person person) =>
        person.Page.WaitForFunctionAsync("() => caches.keys().then(names => !names.some(name => name.startsWith('pages-')))");

    /// <summary>Opens a room and has it kept.</summary>
    public static async Task HasRead(this Person person, long room)
    {
        await person.Enters(room);
        await person.IsServed();
        await person.Enters(room);
        await person.Keeps($"/rooms/{room}");
    }
}
