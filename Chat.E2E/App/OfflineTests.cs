using Chat.E2E.Delivery;

namespace Chat.E2E.App;

/// <summary>On a train: what was open can be read, and nobody else reads it.</summary>
// The headless shell falls over what a worker asks of notifications when somebody signs out.
[Collection(Stages.Whole)]
public sealed class OfflineTests(WholeStage stage)
{
    [Fact]
    public Task The_last_rooms_and_the_sidebar_are_readable_without_a_network() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann", Worker.Desktop);
        var (tunnel, bridge) = (await ann.HasRoom("Tunnel"), await ann.HasRoom("Bridge"));
        await ann.HasSaid(tunnel, "dark");
        await ann.HasSaid(bridge, "high");
        await ann.HasRead(tunnel);
        await ann.HasRead(bridge);
        await ann.Context.SetOfflineAsync(true);

        await ann.Opens($"/rooms/{tunnel}");
        await ann.SeesExactly("dark");
        await Expect(ann.Page.Locator("#network")).ToContainTextAsync("No connection.");
        await ann.InSidebar("Bridge").ClickAsync();
        await ann.IsIn("Bridge");
        await ann.SeesExactly("high");
    });

    [Fact]
    public Task When_the_network_is_back_a_kept_page_catches_up_and_sends_what_was_written() => PlayAsync("Tunnel's end", async (ann, bob, network) =>
    {
        network.IsDown = true;
        await bob.Says("while you were away");
        await ann.Opens($"/rooms/{bob.Room}");
        await Expect(ann.Page.Locator("#network")).ToContainTextAsync("No connection.");
        await ann.Says("written in the dark");
        await ann.SeesFailed("written in the dark");
        network.IsDown = false;

        await ann.Sees("while you were away");
        await bob.Sees("written in the dark");
        await Expect(ann.Page.Locator("#network")).ToBeHiddenAsync();
        await ann.AgreesWith(bob);
    });

    [Fact]
    public Task While_the_network_answers_no_old_page_is_shown() => PlayAsync("Fresh", async (ann, bob, network) =>
    {
        await ann.Opens("/account");
        await bob.Says("news");
        await bob.HasSentEverything();
        await ann.Opens($"/rooms/{bob.Room}");

        await ann.Sees("news");
        Assert.Null(await ann.Page.GetAttributeAsync("body", "data-kept"));
    });

    [Fact]
    public Task What_was_not_open_is_said_to_be_out_of_reach() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann", Worker.Desktop with { Locale = "ko-KR" });
        var room = await ann.HasRoom("Kept");
        await ann.HasRead(room);
        await ann.Context.SetOfflineAsync(true);

        await ann.Opens("/people");
        await Expect(ann.Page.Locator("h1")).ToHaveTextAsync("연결되지 않음");
        await ann.Follows("Kept");
        await ann.IsIn("Kept");
        await ann.Opens("/people");
        await ann.Context.SetOfflineAsync(false);
        await Expect(ann.Page.Locator("body.signed-in")).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_server_that_is_gone_behind_its_proxy_is_no_network_either() => PlayAsync("Bad gateway", async (ann, bob, network) =>
    {
        await bob.Says("before");
        await bob.HasSentEverything();
        await ann.HasRead(bob.Room);
        network.Middlebox = new BadGateway();
        await ann.Opens($"/rooms/{bob.Room}");

        await ann.Sees("before");
        await Expect(ann.Page.Locator("body[data-kept]")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Nothing_is_kept_of_whoever_signs_out() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann", Worker.Desktop);
        var room = await ann.HasRoom("Diary");
        await ann.HasRead(room);
        await ann.SignsOut();
        await ann.KeepsNothing();
        await ann.Context.SetOfflineAsync(true);

        await ann.Opens($"/rooms/{room}");
        await Expect(ann.Page.Locator("h1")).ToHaveTextAsync("No connection");
        await Expect(ann.Page.Locator("#kept-rooms")).ToBeHiddenAsync();
    });

    [Fact]
    public Task Nothing_is_kept_of_whoever_signs_out_while_the_server_is_out_of_reach() => PlayAsync("Slammed door", async (ann, bob, network) =>
    {
        var tab = await ann.OpensAnotherTab();
        await tab.Opens("/manifest.webmanifest");
        network.IsDown = true;
        await ann.Page.EvaluateAsync("() => document.querySelector(\"form[action='/signout']\").requestSubmit()");

        await tab.KeepsNothing();
    });

    [Fact]
    public Task Nothing_is_kept_of_whose_session_was_ended_elsewhere() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann", Worker.Desktop);
        var room = await ann.HasRoom("Lost phone");
        await ann.HasRead(room);
        var other = await ann.TakesAnotherDevice(Device.Desktop);
        await other.PostsAsync("/account/devices/others");

        await ann.KeepsNothing();
    });

    [Fact]
    public Task Nothing_is_kept_of_one_person_for_the_next() => stage.PlayAsync(async cast =>
    {
        cast.TheNetworkFails();
        var ann = await cast.EntersAsync("Ann", Worker.Desktop);
        var room = await ann.HasRoom("Hers");
        await ann.HasRead(room);
        var bob = await cast.EntersAsync("Bob");
        var cookies = await bob.Context.CookiesAsync();
        await ann.Context.ClearCookiesAsync();
        await ann.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
        await ann.Opens("/account");
        await ann.KeepsNothing();
        await ann.Context.SetOfflineAsync(true);

        await ann.Opens($"/rooms/{room}");
        await Expect(ann.Page.Locator("h1")).ToHaveTextAsync("No connection");
    });

    /// <summary>Ann comes by the network, in a browser with a worker that has kept the room; Bob is there, too.</summary>
    private Task PlayAsync(string room, Func<Person, Person, Network, Task> story) => stage.PlayAsync(
        async cast =>
        {
            cast.TheNetworkFails();
            await using var network = await Network.StartAsync(cast.App.Address);
            var bob = await cast.EntersAsync("Bob");
            var ann = await cast.EntersAsync("Ann", Worker.Desktop, network.Address);
            await bob.Enters(await bob.HasRoom(room));
            await ann.HasJoined(room);
            await ann.HasRead(bob.Room);
            await story(ann, bob, network);
        },
        room);
}
