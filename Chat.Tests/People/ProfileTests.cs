using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.People;

public sealed class ProfileTests : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private Visitor ann = null!;
    private Visitor bob = null!;

    public ProfileTests() => App = new ChatApp(clock: clock);

    private ChatApp App { get; }

    public async Task InitializeAsync() => (ann, bob) = (await App.SignUpAsync("ann"), await App.SignUpAsync("bob"));

    public async Task DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        await App.DisposeAsync();
    }

    [Fact]
    public async Task A_profile_says_who_somebody_is()
    {
        await bob.CallsThemselvesAsync("Bob Lee");
        await bob.DescribesAsync("I build bridges.\n<b>Really</b>.", "Asia/Seoul");

        var page = await ann.ProfileOfAsync(bob);

        Assert.Equal("Bob Lee", page.Heading());
        Assert.Contains($"@{bob.UserName}", page.Words(), StringComparison.Ordinal);
        var about = page.QuerySelector(".about")!;
        Assert.Equal("I build bridges.\n<b>Really</b>.", about.TextContent);
        Assert.Equal("auto", about.GetAttribute("dir"));
        Assert.Equal(bob.Id.ToString(CultureInfo.InvariantCulture), page.QuerySelector("main .presence")!.GetAttribute("data-presence"));
    }

    [Fact]
    public async Task The_clock_shows_the_time_where_they_are()
    {
        await bob.DescribesAsync("", "Asia/Seoul");

        var zone = (await ann.ProfileOfAsync(bob)).QuerySelector("[data-zone]")!;

        Assert.Equal("Asia/Seoul", zone.GetAttribute("data-zone"));
        Assert.Equal(clock.GetUtcNow().AddHours(9).ToString("t", CultureInfo.GetCultureInfo("en")), zone.TextContent);
    }

    [Fact]
    public async Task Who_tells_nothing_has_nothing_told()
    {
        var page = await ann.ProfileOfAsync(bob);

        Assert.Null(page.QuerySelector(".about"));
        Assert.Null(page.QuerySelector(".status"));
        Assert.Null(page.QuerySelector("[data-zone]"));
        Assert.Null(page.QuerySelector(".facts time"));
    }

    [Fact]
    public async Task A_status_is_seen_until_it_ends()
    {
        await bob.IsUpToAsync("🚲", "On my way", "30m");

        clock.Advance(TimeSpan.FromMinutes(29));
        var page = await ann.ProfileOfAsync(bob);
        Assert.Equal("🚲 On my way", page.QuerySelector(".status")!.TextContent);
        Assert.Equal("2099-11-20 09:30Z", page.QuerySelector(".facts time")!.TextContent);
        Assert.Equal("🚲 On my way", (await ann.PageAsync("/people")).QuerySelector($"#person-{bob.Id} .status")!.TextContent);

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await ann.ProfileOfAsync(bob)).QuerySelector(".status"));
        Assert.Null((await ann.PageAsync("/people")).QuerySelector(".status"));
    }

    [Fact]
    public async Task When_somebody_was_last_seen_is_shown_unless_they_hide_it()
    {
        await App.WasSeenAsync(bob);
        Assert.Equal("2099-11-20 09:00Z", (await ann.ProfileOfAsync(bob)).QuerySelector(".facts time")!.TextContent);

        using var answer = await bob.PostAsync("/account/privacy", ("HidesLastSeen", "true"));

        Assert.Null((await ann.ProfileOfAsync(bob)).QuerySelector(".facts time"));
    }

    [Fact]
    public async Task Rooms_in_common_are_those_that_both_are_in()
    {
        var both = await ann.CreateRoomAsync("Both", listed: false, password: "sesame");
        await ann.CreateRoomAsync("Only hers");
        await bob.CreateRoomAsync("Only his");
        await bob.JoinAsync("Both", "sesame");

        Assert.Equal(["Both"], (await ann.ProfileOfAsync(bob)).Texts(".common-rooms a"));
        await bob.LeaveAsync(both);
        Assert.Empty((await ann.ProfileOfAsync(bob)).Texts(".common-rooms a"));
    }

    [Fact]
    public async Task One_s_own_profile_leads_to_where_it_is_changed()
    {
        var page = await ann.PageAsync($"/people/{ann.Id}");

        Assert.Equal("/account#about", page.Address("main a.button"));
        Assert.Empty(page.Deeds());
    }

    [Fact]
    public async Task Of_a_closed_account_stays_the_name()
    {
        await bob.DescribesAsync("I build bridges.", "Asia/Seoul");
        await bob.IsUpToAsync("🌴", "On holiday");
        await ann.BefriendsAsync(bob);
        await App.CloseAsync(bob);

        var page = await ann.ProfileOfAsync(bob);

        Assert.Equal("bob", page.Heading());
        Assert.Contains("This account is closed.", page.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("bridges", page.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("holiday", page.Words(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main .presence"));
        Assert.Equal(["unfriend", "block"], page.Deeds());
        Assert.Empty((await ann.PageAsync("/friends")).Listed("#friends"));
    }

    [Fact]
    public async Task A_closed_account_is_asked_in_vain()
    {
        await App.CloseAsync(bob);

        using var answer = await ann.TriesAsync("request", bob);

        Assert.Equal("Not delivered.", (await Visitor.ReadAsync(answer)).Alert());
        Assert.Equal(0, await App.AskAsync(db => db.FriendRequests.CountAsync()));
    }

    [Fact]
    public async Task Strangers_to_the_server_see_no_profile()
    {
        using var stranger = App.Visit();

        using var answer = await stranger.GetAsync($"/people/{bob.Id}");

        Assert.Equal($"/signin?ReturnUrl=%2Fpeople%2F{bob.Id}", new Uri(App.Address, answer.Headers.Location!).PathAndQuery);
    }
}
