using System.Net;

namespace Chat.Tests.Presence;

/// <summary>Whether somebody is here, by what their devices say and when they fall silent.</summary>
public sealed class AttendanceTests : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private Visitor ann = null!;
    private Visitor bob = null!;

    public AttendanceTests() => App = new ChatApp(clock: clock);

    private ChatApp App { get; }

    public async Task InitializeAsync()
    {
        ann = await App.SignUpAsync("ann");
        bob = await App.SignUpAsync("bob");
    }

    [Fact]
    public async Task Who_was_never_here_is_offline() => Assert.Equal("offline", await ann.LooksForAsync(bob));

    [Fact]
    public async Task A_page_in_use_is_online_and_one_at_rest_is_away()
    {
        await bob.ReportsAsync("active");
        Assert.Equal("online", await ann.LooksForAsync(bob));

        await bob.ReportsAsync("idle");
        Assert.Equal("away", await ann.LooksForAsync(bob));

        await bob.ReportsAsync("active");
        Assert.Equal("online", await ann.LooksForAsync(bob));
    }

    [Fact]
    public async Task One_device_in_use_is_enough()
    {
        await bob.ReportsAsync("active", "phone");
        await bob.ReportsAsync("idle", "desk");
        Assert.Equal("online", await ann.LooksForAsync(bob));

        await bob.ReportsAsync("gone", "phone");
        clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("away", await ann.LooksForAsync(bob));
    }

    [Fact]
    public async Task Who_has_gone_stays_for_half_a_minute_and_was_last_seen_when_they_went()
    {
        await bob.ReportsAsync("active");
        clock.Advance(TimeSpan.FromSeconds(20));
        await bob.ReportsAsync("gone");
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("online", await ann.LooksForAsync(bob));

        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("offline, seen at 09:00:20", await ann.LooksForAsync(bob));
    }

    [Fact]
    public async Task From_one_page_to_the_next_one_stays_here()
    {
        await bob.ReportsAsync("active", "first page");
        await bob.ReportsAsync("gone", "first page");
        await bob.ReportsAsync("active", "next page");

        clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("online", await ann.LooksForAsync(bob));
    }

    [Fact]
    public async Task One_report_may_be_lost_and_two_with_a_grace_may_not()
    {
        await bob.ReportsAsync("active");
        clock.Advance(TimeSpan.FromSeconds(149));
        Assert.Equal("online", await ann.LooksForAsync(bob));

        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("offline, seen at 09:00:00", await ann.LooksForAsync(bob));
    }

    [Fact]
    public async Task An_open_stream_is_nobody()
    {
        await using var stream = await bob.StreamAsync("");

        Assert.Equal("offline", await ann.LooksForAsync(bob));
    }

    [Fact]
    public async Task Who_hides_it_is_offline_without_a_time()
    {
        await bob.ReportsAsync("active");
        await App.SetAsync(bob, person => person.HidesLastSeen = true);
        Assert.Equal("online", await ann.LooksForAsync(bob));

        clock.Advance(TimeSpan.FromSeconds(151));

        Assert.Equal("offline", await ann.LooksForAsync(bob));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_is_apart_from_one_is_offline_and_so_is_one_for_them(bool annBlocks)
    {
        await bob.ReportsAsync("active");
        await ann.ReportsAsync("active");
        await (annBlocks ? App.BlocksAsync(ann, bob) : App.BlocksAsync(bob, ann));
        using var cid = await App.SignUpAsync("cid");

        Assert.Equal("offline", await ann.LooksForAsync(bob));
        Assert.Equal("offline", await bob.LooksForAsync(ann));
        Assert.Equal("online; online", await cid.LooksForAsync(ann, bob));
    }

    [Fact]
    public async Task Who_was_deactivated_is_offline()
    {
        await bob.ReportsAsync("active");
        await App.SetAsync(bob, person => person.DeactivatedAt = clock.GetUtcNow());

        Assert.Equal("offline", await ann.LooksForAsync(bob));
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("1,-2")]
    [InlineData("1,2.5")]
    [InlineData("99999999999999999999")]
    public async Task A_question_that_makes_no_sense_is_refused(string of)
    {
        using var answer = await ann.GetAsync($"/presence?of={of}", "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData(200, HttpStatusCode.OK)]
    [InlineData(201, HttpStatusCode.BadRequest)]
    public async Task Two_hundred_may_be_asked_about_at_once(int count, HttpStatusCode status)
    {
        using var answer = await ann.GetAsync($"/presence?of={string.Join(',', Enumerable.Range(1, count))}", "application/json");

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("page", "asleep")]
    [InlineData("page", "")]
    [InlineData("", "active")]
    [InlineData("a name that is longer than any that a client of ours would ever have", "active")]
    public async Task A_report_that_makes_no_sense_is_refused(string client, string state)
    {
        using var answer = await bob.PostJsonAsync("/presence", ("Client", client), ("State", state));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("offline", await ann.LooksForAsync(bob));
    }

    [Fact]
    public async Task A_stranger_learns_nothing()
    {
        using var stranger = App.Visit();
        using var answer = await stranger.GetAsync($"/presence?of={bob.Id}", "application/json");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Who_signs_out_goes_on_all_pages_of_that_browser_and_stays_on_other_devices()
    {
        using var phone = App.Visit();
        await phone.SignInAsync(bob.UserName);
        await bob.ReportsAsync("active", "one page");
        await bob.ReportsAsync("active", "another");
        await phone.ReportsAsync("idle", "phone");

        (await bob.PostAsync("/signout")).Dispose();
        clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("away", await ann.LooksForAsync(bob));
    }

    [Fact]
    public async Task Of_very_many_devices_the_latest_count()
    {
        for (var device = 0; device < 70; device++)
        {
            await bob.ReportsAsync("active", $"device {device}");
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        for (var device = 6; device < 70; device++)
            await bob.ReportsAsync("idle", $"device {device}");

        Assert.Equal("away", await ann.LooksForAsync(bob));
    }

    [Fact]
    public async Task A_flood_of_reports_is_cut()
    {
        await using var strict = new ChatApp(settings: ("Chat:Limits:Signals", "3"));
        using var cid = await strict.SignUpAsync("cid");
        for (var report = 0; report < 3; report++)
            await cid.ReportsAsync("active");

        using var answer = await cid.PostJsonAsync("/presence", ("Client", "page"), ("State", "idle"));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        await App.DisposeAsync();
    }
}
