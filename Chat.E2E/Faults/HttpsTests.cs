using Chat.Tests;

namespace Chat.E2E.Faults;

/// <summary>Over HTTPS browsers speak HTTP/2: everything that a person's tabs ask for shares one connection.</summary>
[Collection(Stages.Proxies)]
public sealed class HttpsTests(Stage stage)
{
    private const int Tabs = 8;

    private static readonly Device Trusting = Device.Desktop with { TrustsAnybody = true };

    [Fact]
    public Task Two_people_talk_and_eight_tabs_hear_them() => stage.PlayAsync(async cast =>
    {
        using var certificate = new Certificate();
        await using var program = new ChatApp(settings: certificate.Settings);
        await TalkAsync(cast, "Padlock", Trusting, program.Address);
    });

    [Fact]
    public Task Behind_nginx_that_ends_the_encryption_they_do_too() => stage.PlayAsync(async cast =>
    {
        using var certificate = new Certificate();
        await using var program = new ChatApp(settings: ("Chat:Proxies", "127.0.0.1"));
        await using var proxy = await Nginx.WithTlsAsync(program.Address, certificate);
        await TalkAsync(cast, "Porter", Trusting, proxy.SecureAddress);
    });

    [Fact]
    public Task Through_a_tunnel_of_squid_they_do_too() => stage.PlayAsync(async cast =>
    {
        using var certificate = new Certificate();
        await using var program = new ChatApp(settings: certificate.Settings);
        await using var proxy = await Squid.StartAsync();
        await TalkAsync(cast, "Tunnel", Trusting with { Proxy = proxy.Address }, program.Address);
    });

    private static async Task TalkAsync(Cast cast, string name, Device device, Uri address)
    {
        var (ann, bob) = (await cast.EntersAsync("Ann", device, address), await cast.EntersAsync("Bob", device, address));
        var room = await ann.HasRoom(name);
        await bob.HasJoined(name);
        var questions = new Questions(ann);
        await ann.Enters(room);
        await bob.Enters(room);
        Assert.Equal("h2", await ann.Page.EvaluateAsync<string>("performance.getEntriesByType('navigation')[0].nextHopProtocol"));
        Assert.All(await ann.Context.CookiesAsync(), cookie => Assert.True(cookie.Secure && cookie.Name.StartsWith("__Host-", StringComparison.Ordinal), cookie.Name));
        var tabs = new List<Person> { ann };
        while (tabs.Count < Tabs)
        {
            tabs.Add(await ann.OpensAnotherTab());
            await tabs[^1].Enters(room);
        }

        await bob.Says("Can everybody hear me?");
        await tabs[^1].Sees("Can everybody hear me?");
        await tabs[^1].Says("I can.");
        foreach (var tab in tabs)
            await tab.SeesExactly("Can everybody hear me?", "I can.");
        await bob.Sees("I can.");
        questions.OnlyStreamed();
        await ann.AgreesWith(bob);
    }
}
