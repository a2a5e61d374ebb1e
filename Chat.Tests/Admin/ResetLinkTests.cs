using System.Net;

namespace Chat.Tests.Admin;

public sealed class ResetLinkTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Next = "battery staple";

    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task By_the_link_one_chooses_a_new_password_and_all_devices_are_signed_out()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        var link = await root.ResetLinkAsync(bob.Id);
        using var visitor = app.Visit();

        using var answer = await visitor.SubmitAsync(await visitor.PageAsync(link), "main form", ("NewPassword", Next));

        var page = await visitor.FollowAsync(answer);
        Assert.Equal("Your password is changed. Sign in with it.", page.QuerySelector(".notice")!.TextContent);
        using var there = await bob.GetAsync("/rooms");
        Assert.Equal(HttpStatusCode.Redirect, there.StatusCode);
        using var again = app.Visit();
        await again.SignInAsync(bob.UserName, Next);
        Assert.Equal(["reset-password"], await app.DeedsAsync(root.Id));
    }

    [Fact]
    public async Task It_works_once_and_ends_every_other_link()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        var (first, second) = (await root.ResetLinkAsync(bob.Id), await root.ResetLinkAsync(bob.Id));

        Assert.Equal(HttpStatusCode.SeeOther, (await UseAsync(second)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(second, "another one")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(first, "another one")).StatusCode);
        using var again = app.Visit();
        await again.SignInAsync(bob.UserName, Next);
    }

    [Fact]
    public async Task Of_many_uses_at_the_same_moment_one_counts()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        var link = await root.ResetLinkAsync(bob.Id);
        var visitors = Enumerable.Range(0, 6).Select(_ => app.Visit()).ToList();
        await Task.WhenAll(visitors.Select(visitor => visitor.TokenAsync()));

        var answers = await Task.WhenAll(visitors.Select((visitor, n) => visitor.PostAsync(link, ("NewPassword", $"password {n}"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther);
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task It_is_shown_once()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        await root.ResetLinkAsync(bob.Id);

        var page = await root.PageAsync($"/admin/people/{bob.Id}");

        Assert.Null(page.GetElementById("link"));
    }

    [Fact]
    public async Task It_is_good_for_a_day()
    {
        var clock = new TestClock();
        await using var slow = new ChatApp(clock: clock);
        using var root = await slow.SignUpAsync("root");
        using var bob = await slow.SignUpAsync("bob");
        var link = await root.ResetLinkAsync(bob.Id);

        clock.Skip(TimeSpan.FromHours(23));
        using var inTime = await slow.Visit().GetAsync(link);
        clock.Skip(TimeSpan.FromHours(1));
        using var late = await slow.Visit().GetAsync(link);

        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Null((await Visitor.ReadAsync(late)).QuerySelector("main form"));
    }

    [Fact]
    public async Task A_closed_account_gets_no_link_and_its_former_ones_end()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        var link = await root.ResetLinkAsync(bob.Id);

        await root.HasDoneAsync(bob.Id, "deactivate");

        Assert.Equal(HttpStatusCode.NotFound, (await root.DoAsync(bob.Id, "reset")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(link)).StatusCode);
        await root.HasDoneAsync(bob.Id, "reactivate");
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(link)).StatusCode);
    }

    [Fact]
    public async Task A_password_that_one_changes_oneself_ends_it_too()
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        var link = await root.ResetLinkAsync(bob.Id);
        using var changed = await bob.PostAsync("/account/password", ("CurrentPassword", Visitor.Password), ("NewPassword", "my own choice"));

        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(link)).StatusCode);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    public async Task A_password_that_is_too_short_is_refused_and_the_link_stays_good(string password)
    {
        using var root = await app.AdministratorAsync();
        using var bob = await app.SignUpAsync("bob");
        var link = await root.ResetLinkAsync(bob.Id);

        using var refused = await UseAsync(link, password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(refused)).ErrorOf("NewPassword"));
        Assert.Equal(HttpStatusCode.SeeOther, (await UseAsync(link)).StatusCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("1%3A2%3A3")]
    public async Task What_is_none_of_our_links_is_nothing(string token)
    {
        using var answer = await app.Visit().GetAsync($"/reset/{token}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_tries_many_must_wait()
    {
        await using var careful = new ChatApp(settings: ("Chat:Limits:Links", "3"));
        using var stranger = careful.Visit();
        for (var n = 0; n < 3; n++)
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/reset/{n}")).StatusCode);

        using var answer = await stranger.GetAsync("/reset/4");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
    }

    private async Task<HttpResponseMessage> UseAsync(string link, string password = Next)
    {
        using var visitor = app.Visit();
        return await visitor.PostAsync(link, ("NewPassword", password));
    }
}
