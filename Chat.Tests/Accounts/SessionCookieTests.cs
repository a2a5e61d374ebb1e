using System.Net;

namespace Chat.Tests.Accounts;

public sealed class SessionCookieTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static readonly (string, string) OverHttps = ("X-Forwarded-Proto", "https");

    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task Scripts_cannot_read_the_cookie_and_foreign_forms_do_not_carry_it()
    {
        using var ann = await app.SignUpAsync("ann");
        using var device = app.Visit();

        var cookie = await SignInAsync(device, ann.UserName);

        Assert.StartsWith("chat=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", Attributes(cookie));
        Assert.Contains("samesite=lax", Attributes(cookie));
        Assert.Contains("path=/", Attributes(cookie));
        Assert.DoesNotContain(Attributes(cookie), attribute => attribute.StartsWith("domain", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_browser_may_be_closed_in_between()
    {
        using var ann = await app.SignUpAsync("ann");
        using var device = app.Visit();

        var cookie = await SignInAsync(device, ann.UserName);

        Assert.Contains(Attributes(cookie), attribute => attribute.StartsWith("expires=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_plain_http_the_cookie_is_not_for_https_only()
    {
        using var ann = await app.SignUpAsync("ann");
        using var device = app.Visit();

        var cookie = await SignInAsync(device, ann.UserName);

        Assert.DoesNotContain("secure", Attributes(cookie));
    }

    [Fact]
    public async Task Behind_a_proxy_that_speaks_https_the_cookie_is_bound_to_the_host()
    {
        await using var behind = new ChatApp(settings: ("Chat:Proxies", "127.0.0.1"));
        using var ann = await behind.SignUpAsync("ann");
        using var device = behind.Visit();

        var cookie = await SignInAsync(device, ann.UserName, OverHttps);

        Assert.StartsWith("__Host-chat=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", Attributes(cookie));
        Assert.Contains("path=/", Attributes(cookie));
        using var answer = await behind.Visit().GetAsync("/rooms", headers: [OverHttps, ("Cookie", Pair(cookie))]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Every_cookie_is_bound_to_the_host_and_comes_back()
    {
        await using var behind = new ChatApp(settings: ("Chat:Proxies", "127.0.0.1"));
        using var ann = await behind.SignUpAsync("ann");
        using var device = behind.Visit();
        var session = Pair(await SignInAsync(device, ann.UserName, OverHttps));
        using var page = await behind.Visit().GetAsync("/account", headers: [OverHttps, ("Cookie", session)]);
        var (form, token) = await FormAsync(page);

        using var profile = new FormUrlEncodedContent([new("DisplayName", "Ann")]);
        using var saved = await behind.Visit().SendAsync(
            HttpMethod.Post, "/account", "text/html", profile,
            [OverHttps, ("Cookie", $"{session}; {Pair(form)}"), ("RequestVerificationToken", token)]);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        string[] all = [.. page.Headers.GetValues("Set-Cookie"), .. saved.Headers.GetValues("Set-Cookie")];
        Assert.Equal(
            new SortedSet<string> { "__Host-chat", "__Host-chat-form", "__Host-chat-notice" },
            new SortedSet<string>(all.Select(cookie => cookie.Split('=')[0])));
        Assert.All(all, cookie => Assert.Superset(new HashSet<string> { "secure", "path=/", "httponly" }, Attributes(cookie).ToHashSet()));
        Assert.DoesNotContain(all, cookie => cookie.Contains("domain", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_cookie_without_the_prefix_is_not_taken_over_https()
    {
        await using var behind = new ChatApp(settings: ("Chat:Proxies", "127.0.0.1"));
        using var ann = await behind.SignUpAsync("ann");

        using var answer = await behind.Visit().GetAsync("/rooms", headers: [OverHttps, ("Cookie", $"chat={ann.Cookie}")]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_else_is_believed_to_speak_https()
    {
        using var ann = await app.SignUpAsync("ann");
        using var device = app.Visit();

        var cookie = await SignInAsync(device, ann.UserName, OverHttps);

        Assert.StartsWith("chat=", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", Attributes(cookie));
    }

    [Fact]
    public async Task A_cookie_that_was_tampered_with_is_none()
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await app.Visit().GetAsync("/rooms", headers: ("Cookie", $"chat={ann.Cookie[..^4]}AAAA"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>Signs in; cookies go by hand, since a client that speaks plain HTTP keeps back those for HTTPS.</summary>
    /// <returns>The line of the answer that sets the session's cookie.</returns>
    private static async Task<string> SignInAsync(Visitor device, string userName, params (string, string)[] headers)
    {
        using var page = await device.GetAsync("/signin", headers: headers);
        var (cookie, token) = await FormAsync(page);
        using var form = new FormUrlEncodedContent([new("UserName", userName), new("Password", Visitor.Password)]);
        using var answer = await device.SendAsync(
            HttpMethod.Post, "/signin", "text/html", form, [.. headers, ("Cookie", Pair(cookie)), ("RequestVerificationToken", token)]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Split('=')[0].EndsWith("chat", StringComparison.Ordinal));
    }

    private static async Task<(string Cookie, string Token)> FormAsync(HttpResponseMessage page) =>
        (page.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains("chat-form=", StringComparison.Ordinal)), (await Visitor.ReadAsync(page)).QuerySelector("meta[name=csrf]")!.GetAttribute("content")!);

    private static string Pair(string cookie) => cookie.Split(';')[0];

    private static IReadOnlyList<string> Attributes(string cookie) =>
        [.. cookie.Split(';', StringSplitOptions.TrimEntries).Skip(1).Select(attribute => attribute.ToLowerInvariant())];
}
