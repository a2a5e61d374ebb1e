using System.Net;
using Chat.Outbound;
using Microsoft.Extensions.Options;

namespace Chat.Tests.Outbound;

/// <summary>No address and no name, however it is written or resolved, leads inside.</summary>
public sealed class GuardTests : IAsyncDisposable
{
    private static readonly Wanted Anything = new("*/*", 1_000);

    private readonly Web web = new();

    public GuardTests() => web.Has("/", "<title>Inside</title>");

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://0:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[64:ff9b::7f00:1]:{0}/")]
    [InlineData("https://127.0.0.1:{0}/")]
    public async Task Addresses_of_the_inside_are_refused_however_they_are_written(string url)
    {
        using var client = Client(rules => rules.AllowsPort = _ => true);

        Assert.Equal(FetchOutcome.Refused, await AskAsync(client, string.Format(System.Globalization.CultureInfo.InvariantCulture, url, web.Port)));
        Assert.Empty(web.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task Names_that_lead_inside_are_refused(string address)
    {
        using var client = Client(rules =>
        {
            rules.AllowsPort = _ => true;
            rules.Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]);
        });

        Assert.Equal(FetchOutcome.Refused, await AskAsync(client, web.At("/")));
        Assert.Empty(web.Requests);
    }

    [Fact]
    public async Task A_name_is_resolved_once_and_what_was_judged_is_connected_to()
    {
        var answers = new Queue<IPAddress>([IPAddress.Loopback, IPAddress.Parse("127.0.0.2"), IPAddress.Parse("10.0.0.1")]);
        using var client = Client(rules =>
        {
            web.Bend(rules);
            rules.Allows = IPAddress.Loopback.Equals;
            rules.Resolve = (_, _) => Task.FromResult<IPAddress[]>([answers.Dequeue()]);
        });

        Assert.Equal(FetchOutcome.Ok, await AskAsync(client, web.At("/")));
        Assert.Equal(2, answers.Count);
        // The next request connects anew, and what the name says now is judged anew.
        Assert.Equal(FetchOutcome.Refused, await AskAsync(client, web.At("/")));
        Assert.Single(web.Requests);
    }

    [Fact]
    public async Task Of_many_addresses_only_those_outside_are_tried()
    {
        var judged = new List<IPAddress>();
        using var client = Client(rules =>
        {
            web.Bend(rules);
            rules.Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1"), IPAddress.Parse("192.168.0.1"), IPAddress.Loopback]);
            rules.Allows = address =>
            {
                judged.Add(address);
                return IPAddress.IsLoopback(address);
            };
        });

        Assert.Equal(FetchOutcome.Ok, await AskAsync(client, web.At("/")));
        Assert.Equal(3, judged.Count);
    }

    [Theory]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://inside.example/")]
    [InlineData("//[::1]/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://news.example/")]
    [InlineData("gopher://127.0.0.1:6379/_SET")]
    [InlineData("http://ann:secret@news.example/")]
    public async Task A_redirect_is_judged_like_the_first_address(string location)
    {
        web.Redirects("/away", location);
        using var client = Client(rules =>
        {
            web.Bend(rules);
            rules.AllowsPort = _ => true;
            rules.Allows = IPAddress.Loopback.Equals;
            rules.Resolve = (host, _) => Task.FromResult<IPAddress[]>([host == "inside.example" ? IPAddress.Parse("10.0.0.1") : IPAddress.Loopback]);
        });

        Assert.Equal(FetchOutcome.Refused, await AskAsync(client, web.At("/away")));
        Assert.Single(web.Requests);
    }

    [Fact]
    public async Task Three_redirects_are_followed_and_no_more()
    {
        web.Redirects("/3", "/2");
        web.Redirects("/2", web.At("/1", "other"));
        web.Redirects("/1", "/");
        web.Redirects("/4", "/3");
        web.Redirects("/round", "/round");
        using var client = Client(web.Bend);

        Assert.Equal(FetchOutcome.Ok, await AskAsync(client, web.At("/3")));
        Assert.Equal(FetchOutcome.TooManyRedirects, await AskAsync(client, web.At("/4")));
        Assert.Equal(FetchOutcome.TooManyRedirects, await AskAsync(client, web.At("/round")));
        Assert.Equal(4, web.Asked("/round"));
    }

    [Theory]
    [InlineData("ftp://news.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://news.example:22/")]
    [InlineData("http://news.example:8080/")]
    [InlineData("https://ann:secret@news.example/")]
    public async Task Other_schemes_ports_and_passwords_are_refused(string url)
    {
        using var client = Client(_ => { });

        Assert.Equal(FetchOutcome.Refused, await AskAsync(client, url));
    }

    [Fact]
    public async Task Strangers_learn_nothing_but_what_is_asked()
    {
        web.Has("/cookie", "text/html", [], "Set-Cookie: id=1; Path=/\r\n");
        using var client = Client(web.Bend);

        await AskAsync(client, web.At("/cookie"));
        await AskAsync(client, web.At("/cookie"));

        Assert.All(web.Requests, request => Assert.Equal(
            ["GET /cookie HTTP/1.1", "Accept-Encoding: gzip, deflate, br", "Accept: */*", $"Host: news.example:{web.Port}", "User-Agent: Chat/1.0 (+link preview)"],
            request.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Take(1).Concat(request.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Order(StringComparer.Ordinal))));
        Assert.Equal(2, web.Requests.Count);
    }

    private static async Task<FetchOutcome> AskAsync(GuardedClient client, string url) =>
        (await client.GetAsync(new Uri(url), Anything, CancellationToken.None)).Outcome;

    /// <summary>A client that resolves nothing by itself.</summary>
    private static GuardedClient Client(Action<OutboundRules> bend)
    {
        var rules = new OutboundRules { Resolve = (host, _) => throw new InvalidOperationException($"{host} was to be resolved") };
        bend(rules);
        return new GuardedClient(Options.Create(rules), TimeProvider.System);
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();
}
