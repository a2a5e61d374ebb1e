namespace Chat.E2E.Faults;

/// <summary>Real proxies, set up as badly as companies do: people talk through them, and miss and double nothing.</summary>
[Collection(Stages.Proxies)]
public sealed class ProxyTests(Stage stage)
{
    // At least 13.5 s lie between two.
    private const int BeatsInAMinute = 5;

    [Fact]
    public Task Nginx_that_compresses_everything_lets_streams_through() =>
        BehindAsync(Nginx.AsItComesAsync, "nginx", Streams);

    [Fact]
    public Task Nginx_that_buffers_everything_makes_them_poll() =>
        BehindAsync(Nginx.ThatBuffersAsync, "nginx buffering", Polls);

    [Fact]
    public Task HAProxy_with_short_time_outs_lets_streams_through() =>
        BehindAsync(HaProxy.AsItComesAsync, "HAProxy", Streams);

    [Fact]
    public Task HAProxy_that_inspects_bodies_makes_them_poll() =>
        BehindAsync(HaProxy.ThatInspectsAsync, "HAProxy inspecting", Polls);

    [Fact]
    public Task Squid_lets_streams_through() =>
        ByWayOfAsync(Squid.StartAsync, "squid", Streams);

    [Fact]
    public Task Tinyproxy_lets_streams_through() =>
        ByWayOfAsync(Tinyproxy.StartAsync, "tinyproxy", Streams);

    [Fact]
    public Task Streams_outlive_the_time_outs_of_all_of_them() => stage.PlayAsync(async cast =>
    {
        await using var nginx = await Nginx.AsItComesAsync(cast.App.Address);
        await using var haproxy = await HaProxy.AsItComesAsync(cast.App.Address);
        await using var squid = await Squid.StartAsync();
        await using var tinyproxy = await Tinyproxy.StartAsync();
        var bob = await cast.EntersAsync("Bob");
        var room = await bob.HasRoom("Night watch");
        Person[] watch =
        [
            await cast.EntersAsync("Ann", through: nginx.Address),
            await cast.EntersAsync("Cho", through: haproxy.Address),
            await cast.EntersAsync("Dan", Device.Desktop with { Proxy = squid.Address }),
            await cast.EntersAsync("Eun", Device.Desktop with { Proxy = tinyproxy.Address }),
        ];
        foreach (var person in watch)
            await person.HasJoined("Night watch");
        var ears = await Task.WhenAll(watch.Select(person => WatchAsync(person, room)));
        await bob.HasSaid(room, "Good morning!");

        foreach (var person in watch)
            await person.SeesExactly("Good morning!");
        Assert.All(ears, ear => ear.HeardOneStream());
        foreach (var person in watch)
            await person.SeesWhatAFreshPageShows();
    });

    private static async Task<Ear> WatchAsync(Person person, long room)
    {
        var ear = await Ear.AtAsync(person);
        await person.Opens($"/rooms/{room}");
        for (var beats = 1; beats <= BeatsInAMinute; beats++)
            await ear.Hears("beat", beats);
        return ear;
    }

    private static Task Streams(Questions questions)
    {
        questions.OnlyStreamed();
        return Task.CompletedTask;
    }

    private static Task Polls(Questions questions) => questions.HavePolled();

    /// <summary>The proxy stands before the program: its address is Chat's.</summary>
    private Task BehindAsync(Func<Uri, Task<Proxy>> start, string room, Func<Questions, Task> rung) => stage.PlayAsync(
        async cast =>
        {
            await using var proxy = await start(cast.App.Address);
            await TalkAsync(await cast.EntersAsync("Ann", through: proxy.Address), await cast.EntersAsync("Bob", through: proxy.Address), room, rung);
        },
        room);

    /// <summary>The proxy stands before the world: browsers are set up to ask it for everything.</summary>
    private Task ByWayOfAsync(Func<Task<Proxy>> start, string room, Func<Questions, Task> rung) => stage.PlayAsync(
        async cast =>
        {
            await using var proxy = await start();
            var device = Device.Desktop with { Proxy = proxy.Address };
            await TalkAsync(await cast.EntersAsync("Ann", device), await cast.EntersAsync("Bob", device), room, rung);
        },
        room);

    private static async Task TalkAsync(Person ann, Person bob, string name, Func<Questions, Task> rung)
    {
        var questions = new Questions(bob);
        var room = await ann.HasRoom(name);
        await bob.HasJoined(name);
        await Task.WhenAll(ann.Enters(room), bob.Enters(room));

        await ann.Says("Is anybody there?");
        await ann.HasSentEverything();
        await ann.Reloads();
        await bob.Sees("Is anybody there?");
        await rung(questions);
        await bob.Says("Yes, behind the proxy.");
        await ann.Sees("Yes, behind the proxy.");
        await bob.Says("one", "two", "three");
        await ann.Sees("three");
        await ann.Says("four");
        await bob.Sees("four");

        foreach (var person in (Person[])[ann, bob])
        {
            await person.HasSentEverything();
            await person.SeesExactly("Is anybody there?", "Yes, behind the proxy.", "one", "two", "three", "four");
            await person.SeesWhatAFreshPageShows();
        }

        await rung(questions);
    }
}
