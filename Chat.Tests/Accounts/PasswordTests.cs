using System.Net;

namespace Chat.Tests.Accounts;

public sealed class PasswordTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Next = "battery staple";

    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task A_changed_password_is_the_one_to_sign_in_with()
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ChangeAsync(ann, Visitor.Password, Next);

        var page = await ann.FollowAsync(answer);
        Assert.Contains("Your password is changed.", page.QuerySelector("[role=status].notice")!.TextContent, StringComparison.Ordinal);
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName, Next);
        using var old = await app.Visit().PostAsync("/signin", ("UserName", ann.UserName), ("Password", Visitor.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.StatusCode);
    }

    [Fact]
    public async Task It_ends_the_other_sessions_at_once_and_keeps_this_one()
    {
        using var ann = await app.SignUpAsync("ann");
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);

        using var answer = await ChangeAsync(ann, Visitor.Password, Next);

        using var there = await phone.GetAsync("/rooms");
        Assert.Equal(HttpStatusCode.Redirect, there.StatusCode);
        await ann.PageAsync("/rooms");
    }

    [Fact]
    public async Task It_ends_the_streams_of_the_other_sessions()
    {
        // While the clock stands still no stream ends of old age.
        await using var still = new ChatApp(clock: new TestClock());
        using var ann = await still.SignUpAsync("ann");
        using var phone = still.Visit();
        await phone.SignInAsync(ann.UserName);
        await using var stream = await phone.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        using var answer = await ChangeAsync(ann, Visitor.Password, Next);

        Assert.True(await stream.EndsAsync());
    }

    [Fact]
    public async Task A_wrong_present_password_changes_nothing()
    {
        using var ann = await app.SignUpAsync("ann");
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);

        using var answer = await ChangeAsync(ann, "not this one", Next);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("This is not your present password.", (await Visitor.ReadAsync(answer)).ErrorOf("CurrentPassword"));
        await phone.PageAsync("/rooms");
        using var device = app.Visit();
        await device.SignInAsync(ann.UserName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("long")]
    public async Task A_new_password_that_is_too_short_or_too_long_changes_nothing(string password)
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ChangeAsync(ann, Visitor.Password, password == "long" ? new string('x', 257) : password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(answer)).ErrorOf("NewPassword"));
        using var device = app.Visit();
        await device.SignInAsync(ann.UserName);
    }

    [Fact]
    public async Task Guessing_the_present_password_is_slowed()
    {
        using var ann = await app.SignUpAsync("ann");
        HttpResponseMessage answer;
        var guess = 0;
        do
        {
            answer = await ChangeAsync(ann, $"guess {guess}", Next);
        }
        while (answer.StatusCode == HttpStatusCode.UnprocessableEntity && ++guess < 100);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        answer.Dispose();
    }

    private static Task<HttpResponseMessage> ChangeAsync(Visitor visitor, string present, string next) =>
        visitor.PostAsync("/account/password", ("CurrentPassword", present), ("NewPassword", next));
}
