namespace Chat.E2E.App;

/// <summary>What was written without a network goes out though no page is open.</summary>
[Collection(Stages.Whole)]
public sealed class ErrandTests(WholeStage stage)
{
    [Fact]
    public Task The_worker_sends_what_a_closed_page_could_not_and_once() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann", Worker.Desktop);
        var bob = await cast.EntersAsync("Bob");
        await bob.Enters(await bob.HasRoom("Platform 9"));
        await ann.HasJoined("Platform 9");
        await ann.HasRead(bob.Room);
        await ann.Context.SetOfflineAsync(true);
        await ann.Says("from the train", "and another");
        await ann.SeesFailed("from the train");
        var registered = await ann.Page.EvaluateAsync<string[]>("() => navigator.serviceWorker.ready.then(registration => registration.sync.getTags())");
        Assert.Equal(["outbox"], registered);
        var room = ann.Room;
        await ann.Opens("about:blank");
        await ann.Context.SetOfflineAsync(false);

        // Where the network came back is not for the browser's tools to say: it is woken as it would be then.
        var other = await ann.OpensAnotherTab();
        await other.Opens("/manifest.webmanifest");
        var worker = await Worker.OfAsync(other);
        await worker.IsWoken();
        await bob.SeesExactly("from the train", "and another");
        await worker.IsWoken();
        await ann.Enters(room);
        await ann.AgreesWith(bob);
    });

    [Fact]
    public Task A_badge_counts_what_calls_and_what_was_said_in_private() => stage.PlayAsync(async cast =>
    {
        var ann = await cast.EntersAsync("Ann", Worker.Desktop);
        var bob = await cast.EntersAsync("Bob");
        var room = await bob.HasRoom("Square");
        await ann.HasJoined("Square");
        await ann.Page.AddInitScriptAsync("navigator.setAppBadge = async count => { window.badge = count; }; navigator.clearAppBadge = async () => { window.badge = 0; };");
        await ann.Opens("/account");
        var direct = await bob.PostsAsync("/direct", ("Person", (await ann.Page.GetAttributeAsync("body", "data-person"))!));
        var chat = long.Parse(direct.Url.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        await ann.Listens();
        await bob.HasSaid(room, "to nobody", $"to @{ann.UserName}");
        await bob.HasSaid(chat, "one", "two");

        await ann.Page.WaitForFunctionAsync("() => window.badge === 3");
        await ann.Enters(chat);
        await ann.Page.WaitForFunctionAsync("() => window.badge === 1");
        await ann.Enters(room);
        await ann.Page.WaitForFunctionAsync("() => window.badge === 0");

        // The worker has written it meanwhile.
        await ann.Page.EvaluateAsync("() => { window.badge = 7; }");
        await bob.HasSaid(room, "to nobody again");
        await ann.Page.WaitForFunctionAsync("() => window.badge === 0");
    });
}
