using System.Net;

namespace Chat.Tests.Accounts;

public sealed class ReturningTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Theory]
    [InlineData("/rooms")]
    [InlineData("/rooms/join?name=Kitchen%20table")]
    [InlineData("/account")]
    [InlineData("/rooms/42/1801")]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_returned(string wanted)
    {
        using var ann = await app.SignUpAsync("ann");
        using var device = app.Visit();

        using var asked = await device.GetAsync(wanted);
        var page = await device.FollowAsync(asked);
        using var answer = await device.SubmitAsync(page, "form", ("UserName", ann.UserName), ("Password", Visitor.Password));

        Assert.Equal($"/signin?ReturnUrl={Uri.EscapeDataString(wanted)}", asked.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(wanted, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_wrong_password_on_the_way_does_not_lose_the_way_back()
    {
        using var ann = await app.SignUpAsync("ann");
        using var device = app.Visit();
        var page = await device.PageAsync("/signin?ReturnUrl=%2Faccount");
        using var wrong = await device.SubmitAsync(page, "form", ("UserName", ann.UserName), ("Password", "not this one"));

        using var answer = await device.SubmitAsync(await Visitor.ReadAsync(wrong), "form", ("Password", Visitor.Password));

        Assert.Equal("/account", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Whoever_signs_up_instead_is_returned_too()
    {
        using var first = await app.SignUpAsync("first");
        using var visitor = app.Visit();
        var signIn = await visitor.PageAsync("/signin?ReturnUrl=%2Frooms%2Fjoin");
        var signUp = await visitor.PageAsync(signIn.Address(".aside a")!);

        using var answer = await visitor.SubmitAsync(signUp, "form", ("UserName", "returner"), ("Password", Visitor.Password));

        Assert.Equal("/rooms/join", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil")]
    public async Task Nobody_is_sent_to_a_foreign_place(string foreign)
    {
        using var ann = await app.SignUpAsync("ann");
        using var device = app.Visit();
        using var visitor = app.Visit();

        using var signIn = await device.PostAsync("/signin", ("UserName", ann.UserName), ("Password", Visitor.Password), ("ReturnUrl", foreign));
        using var signUp = await visitor.PostAsync("/signup", ("UserName", $"n{Guid.NewGuid():N}"[..20]), ("Password", Visitor.Password), ("ReturnUrl", foreign));

        Assert.Equal("/", signIn.Headers.Location!.ToString());
        Assert.Equal("/rooms", signUp.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_form_posted_after_the_session_ended_leads_back_to_its_page()
    {
        using var device = app.Visit();

        using var answer = await device.SendAsync(
            HttpMethod.Post, "/rooms/42/messages", "text/html", new FormUrlEncodedContent([new("Body", "hello")]), ("Referer", $"{app.Address}rooms/42"));

        Assert.Equal("/signin?ReturnUrl=%2Frooms%2F42", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_foreign_page_that_posts_here_is_not_where_one_is_led_back_to()
    {
        using var device = app.Visit();

        using var answer = await device.SendAsync(
            HttpMethod.Post, "/rooms/42/messages", "text/html", new FormUrlEncodedContent([new("Body", "hello")]), ("Referer", "https://evil.example/rooms"));

        Assert.Equal("/signin?ReturnUrl=%2F", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/rooms", "application/json")]
    [InlineData("/rooms/42", "application/json")]
    [InlineData("/events?rooms=", "text/event-stream")]
    [InlineData("/events?rooms=&wait=0", "*/*")]
    [InlineData("/events?rooms=&wait=0", "text/html")]
    public async Task Scripts_and_streams_are_told_401_and_led_nowhere(string path, string accept)
    {
        using var device = app.Visit();

        using var answer = await device.GetAsync(path, accept);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_script_that_posts_without_a_session_is_told_401()
    {
        using var device = app.Visit();

        using var answer = await device.PostJsonAsync("/rooms/42/messages", ("Body", "hello"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }
}
