using System.Net;
using Chat.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Accounts;

public sealed class DevicesTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task One_sees_where_one_is_signed_in()
    {
        using var ann = await app.SignUpAsync("ann");
        var here = await app.AskAsync(db => db.Sessions.Where(s => s.PersonId == ann.Id).Select(s => s.Id).SingleAsync());
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);
        await app.AskAsync(db => db.Sessions
            .Where(s => s.PersonId == ann.Id && s.Id != here)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.UserAgent, Firefox)));

        var page = await ann.PageAsync("/account/devices");

        Assert.Equal(["Unknown device", "Firefox on Linux"], page.Texts(".card h2"));
        Assert.Contains("This device", page.QuerySelectorAll(".card")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", page.QuerySelectorAll(".card")[1].TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll(".card form"));
    }

    [Fact]
    public async Task A_device_that_one_signs_out_is_out_at_once()
    {
        // While the clock stands still no stream ends of old age.
        await using var still = new ChatApp(clock: new TestClock());
        using var ann = await still.SignUpAsync("ann");
        using var phone = still.Visit();
        await phone.SignInAsync(ann.UserName);
        await using var stream = await phone.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        using var answer = await ann.SubmitAsync(await ann.PageAsync("/account/devices"), ".card form");

        Assert.True(await stream.EndsAsync());
        using var there = await phone.GetAsync("/rooms");
        Assert.Equal(HttpStatusCode.Redirect, there.StatusCode);
        var page = await ann.FollowAsync(answer);
        Assert.Single(page.QuerySelectorAll(".card"));
        Assert.Equal("Signed out there.", page.QuerySelector(".notice")!.TextContent);
    }

    [Fact]
    public async Task All_others_are_signed_out_at_once()
    {
        using var ann = await app.SignUpAsync("ann");
        var others = new[] { app.Visit(), app.Visit() };
        foreach (var other in others)
            await other.SignInAsync(ann.UserName);

        using var answer = await ann.SubmitAsync(await ann.PageAsync("/account/devices"), "form[action$=others]");

        Assert.Single((await ann.FollowAsync(answer)).QuerySelectorAll(".card"));
        foreach (var other in others)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/rooms")).StatusCode);
            other.Dispose();
        }
    }

    [Fact]
    public async Task The_devices_of_others_are_neither_shown_nor_signed_out()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var theirs = await app.AskAsync(db => db.Sessions.Where(s => s.PersonId == bob.Id).Select(s => s.Id).SingleAsync());

        using var answer = await ann.PostAsync("/account/devices/end", ("Session", theirs.ToString()));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Single((await ann.PageAsync("/account/devices")).QuerySelectorAll(".card"));
        await bob.PageAsync("/rooms");
    }

    [Fact]
    public async Task When_a_device_was_used_is_written_now_and_then_and_not_with_each_request()
    {
        var clock = new TestClock();
        await using var slow = new ChatApp(clock: clock);
        using var ann = await slow.SignUpAsync("ann");
        var signedIn = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(4));
        await ann.PageAsync("/account/devices");
        Assert.Equal(signedIn, await UsedAtAsync(slow));

        clock.Advance(TimeSpan.FromMinutes(1));

        await Eventually.IsTrueAsync(async () => await UsedAtAsync(slow) == signedIn + TimeSpan.FromMinutes(4));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge", "Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome", "Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15", "Safari", "macOS")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome", "iPhone")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1", "Safari", "iPad")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; SM-S931N) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36", "Samsung Internet", "Android")]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome", "ChromeOS")]
    [InlineData(Firefox, "Firefox", "Linux")]
    [InlineData("curl/8.14.1", null, null)]
    [InlineData("", null, null)]
    public void A_browser_is_known_by_its_own_words(string agent, string? browser, string? system)
    {
        Assert.Equal(new Device(browser, system), Device.Of(agent));
    }

    private static Task<DateTimeOffset> UsedAtAsync(ChatApp app) => app.AskAsync(db => db.Sessions.Select(s => s.UsedAt).SingleAsync());
}
