using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Chat.Tests.Shared;

public sealed class HeaderTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Theory]
    [InlineData("/rooms")]
    [InlineData("/rooms/{room}")]
    [InlineData("/rooms/{room}/members")]
    [InlineData("/rooms/{room}/settings")]
    [InlineData("/rooms/{room}/1/edit")]
    [InlineData("/rooms/join")]
    [InlineData("/account")]
    [InlineData("/signout")]
    [InlineData("/signin")]
    [InlineData("/signup")]
    [InlineData("/no/such/page")]
    public async Task Every_page_allows_our_own_files_only(string address)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"Policy {Guid.NewGuid()}");
        await ann.SayAsync(room, "hello");

        using var answer = await ann.GetAsync(address.Replace("{room}", $"{room}", StringComparison.Ordinal));

        var policy = Policy(answer);
        Assert.Equal("'self'", policy["default-src"]);
        Assert.Equal("'none'", policy["object-src"]);
        Assert.Equal("'none'", policy["base-uri"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.Equal("'self'", policy["form-action"]);
        Assert.DoesNotContain("unsafe", string.Join(' ', policy.Values), StringComparison.Ordinal);
        AssertNothingInline(await Visitor.ReadAsync(answer), Nonce(policy["script-src"]), Nonce(policy["style-src"]));
    }

    [Fact]
    public async Task No_two_answers_share_a_nonce()
    {
        using var stranger = app.Visit();

        using var first = await stranger.GetAsync("/signin");
        using var second = await stranger.GetAsync("/signin");

        Assert.NotEqual(Nonce(Policy(first)["script-src"]), Nonce(Policy(second)["script-src"]));
    }

    [Theory]
    [InlineData("/signin", "text/html")]
    [InlineData("/rooms", "text/html")]
    [InlineData("/sidebar", "text/html")]
    [InlineData("/no/such/page", "application/json")]
    [InlineData("/events?rooms=&wait=0", "application/json")]
    [InlineData("/events?rooms=", "text/event-stream")]
    [InlineData("/health", "*/*")]
    [InlineData("/base/app.css", "text/css")]
    public async Task No_answer_may_be_taken_for_another_type(string address, string accept)
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.GetAsync(address, accept);

        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/rooms")]
    [InlineData("/signin")]
    [InlineData("/no/such/page")]
    [InlineData("/events?rooms=&wait=0")]
    public async Task What_is_personal_is_kept_by_nobody(string address)
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.GetAsync(address);

        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_sidebar_is_kept_by_one_s_own_browser_only_and_asked_about_each_time()
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.GetAsync("/sidebar");

        Assert.True(answer.Headers.CacheControl!.Private);
        Assert.True(answer.Headers.CacheControl.NoCache);
    }

    private static Dictionary<string, string> Policy(HttpResponseMessage answer) =>
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split(';', StringSplitOptions.TrimEntries)
            .Select(directive => directive.Split(' ', 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);

    private static string Nonce(string sources) =>
        sources.Split(' ').Single(source => source.StartsWith("'nonce-", StringComparison.Ordinal))["'nonce-".Length..^1];

    /// <summary>The browser would refuse all that is inline without the nonce; so nothing is.</summary>
    private static void AssertNothingInline(IHtmlDocument page, string scripts, string styles)
    {
        Assert.All(page.QuerySelectorAll("script:not([src]):not([type='application/json'])"), script => Assert.Equal(scripts, script.GetAttribute("nonce")));
        Assert.All(page.QuerySelectorAll("style"), style => Assert.Equal(styles, style.GetAttribute("nonce")));
        Assert.Empty(page.QuerySelectorAll("[style]"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
        Assert.All(
            page.QuerySelectorAll("script[src], link[href], img[src]"),
            element => Assert.StartsWith("/", element.GetAttribute("src") ?? element.GetAttribute("href"), StringComparison.Ordinal));
    }
}
