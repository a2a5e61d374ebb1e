using System.Collections.Concurrent;

namespace Chat.E2E.App;

/// <summary>A device is told of news once its owner says so, and no longer than that.</summary>
[Collection(Stages.Whole)]
public sealed class PushDeviceTests(WholeStage stage)
{
    [Fact]
    public Task It_asks_for_permission_only_after_a_click_and_tells_the_server_once() => PlayAsync("key-0001", async (ann, server) =>
    {
        await ann.Context.GrantPermissionsAsync(["notifications"]);
        await ann.Opens("/notifications");
        await ann.IsServed();
        Assert.Empty(server.Told);
        await ann.Presses("Notify me on this device");
        await ann.SeesText("This device is notified, also while no page is open.");
        Assert.Contains("Key=key-0001", Assert.Single(server.Told), StringComparison.Ordinal);

        await ann.Reloads();
        await ann.SeesText("This device is notified, also while no page is open.");
        Assert.Single(server.Told);
        await ann.Presses("Stop on this device");
        await Expect(ann.Page.GetByRole(AriaRole.Button, new() { Name = "Notify me on this device" })).ToBeVisibleAsync();
        Assert.StartsWith("/push/unsubscribe Endpoint=https%3A%2F%2Fpush.example", server.Told.Last(), StringComparison.Ordinal);
    });

    [Fact]
    public Task At_each_start_the_server_is_told_again_for_it_may_have_lost_the_device() => PlayAsync("key-0001", async (ann, server) =>
    {
        await ann.Context.GrantPermissionsAsync(["notifications"]);
        await ann.Opens("/notifications");
        await ann.IsServed();
        await ann.Presses("Notify me on this device");
        await ann.SeesText("This device is notified, also while no page is open.");
        await ann.Page.EvaluateAsync("() => sessionStorage.clear()");

        await ann.Page.RunAndWaitForRequestAsync(() => ann.Opens("/account"), "**/push/subscribe");
        await ann.Reloads();

        await ann.Opens("/notifications");
        await ann.SeesText("This device is notified, also while no page is open.");
        Assert.Equal(2, server.Told.Count);
    });

    [Fact]
    public Task When_the_server_has_another_key_it_subscribes_anew_within_a_day() => PlayAsync("key-0001", async (ann, server) =>
    {
        await ann.Context.GrantPermissionsAsync(["notifications"]);
        await ann.Opens("/notifications");
        await ann.IsServed();
        await ann.Presses("Notify me on this device");
        await ann.SeesText("This device is notified, also while no page is open.");
        server.Key = "key-0002";
        await ann.Page.EvaluateAsync("() => { const told = JSON.parse(localStorage.getItem('push')); localStorage.setItem('push', JSON.stringify({ ...told, at: told.at - 25 * 3600_000 })); }");
        await ann.Opens("/notifications");

        await ann.SeesText("This device is notified, also while no page is open.");
        Assert.Equal(2, server.Told.Count);
        Assert.Contains("Key=key-0002", server.Told.Last(), StringComparison.Ordinal);
    });

    [Fact]
    public Task What_the_browser_forbids_is_explained() => PlayAsync("key-0001", async (ann, _) =>
    {
        await ann.Page.AddInitScriptAsync("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })");
        await ann.Opens("/notifications");

        await Expect(ann.Page.Locator("#push-device")).ToContainTextAsync("Notifications of this site are blocked in this browser.");
        await Expect(ann.Page.Locator("#push-device button")).ToHaveCountAsync(0);
    });

    private Task PlayAsync(string key, Func<Person, Server, Task> story) => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Worker.Desktop);
        await PushDevice.HasAPushService(ann);
        var server = new Server { Key = key };
        await ann.Context.RouteAsync("**/push/*", server.AnswerAsync);
        await story(ann, server);
    });

    private sealed class Server
    {
        /// <summary>Base64url by chance.</summary>
        public required string Key { get; set; }

        public ConcurrentQueue<string> Told { get; } = new();

        public Task AnswerAsync(IRoute route)
        {
            var path = new Uri(route.Request.Url).AbsolutePath;
            if (path == "/push/key")
                return route.FulfillAsync(new() { ContentType = "application/json", Body = $$"""{"key":"{{Key}}"}""" });
            Told.Enqueue($"{path} {route.Request.PostData}");
            return route.FulfillAsync(new() { Status = 204 });
        }
    }
}
