using System.Net;

namespace Chat.Tests.Accounts;

public sealed class SignOutTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_cookie_that_was_kept_is_worth_nothing_afterwards()
    {
        using var ann = await app.SignUpAsync("ann");
        var kept = $"chat={ann.Cookie}";
        using var thief = app.Visit();
        using var before = await thief.GetAsync("/rooms", headers: ("Cookie", kept));
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        using var answer = await ann.PostAsync("/signout");

        using var after = await thief.GetAsync("/rooms", headers: ("Cookie", kept));
        Assert.StartsWith("/signin", after.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_this_device_is_signed_out()
    {
        using var ann = await app.SignUpAsync("ann");
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);

        using var answer = await ann.PostAsync("/signout");

        Assert.Equal("/signin", answer.Headers.Location!.ToString());
        using var here = await ann.GetAsync("/rooms");
        Assert.Equal(HttpStatusCode.Redirect, here.StatusCode);
        await phone.PageAsync("/rooms");
    }

    [Fact]
    public async Task An_open_stream_of_the_session_ends_and_those_of_other_devices_go_on()
    {
        // While the clock stands still no stream ends of old age.
        var clock = new TestClock();
        await using var still = new ChatApp(clock: clock);
        using var ann = await still.SignUpAsync("ann");
        using var phone = still.Visit();
        await phone.SignInAsync(ann.UserName);
        var room = await ann.CreateRoomAsync("Streaming");
        await using var here = await ann.StreamAsync("rooms=");
        await using var there = await phone.StreamAsync("rooms=");
        await using var inside = await phone.StreamAsync($"rooms={room}:2");
        await here.NextAsync("hello");
        await there.NextAsync("hello");

        using var answer = await ann.PostAsync("/signout");

        Assert.True(await here.EndsAsync());
        await phone.SayAsync(room, "still here");
        await inside.NextAsync("change"); // so the bump waits for the next beat of the clock
        clock.Advance(TimeSpan.FromSeconds(1));
        await there.NextAsync("bump");
    }

    [Fact]
    public async Task Looking_at_the_page_signs_nobody_out()
    {
        using var ann = await app.SignUpAsync("ann");

        await ann.PageAsync("/signout");

        await ann.PageAsync("/rooms");
    }

    [Fact]
    public async Task Signing_in_anew_on_a_device_ends_its_former_session()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var former = $"chat={ann.Cookie}";

        await ann.SignInAsync(bob.UserName);

        using var thief = app.Visit();
        using var answer = await thief.GetAsync("/rooms", headers: ("Cookie", former));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
