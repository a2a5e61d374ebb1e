using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Shared;

/// <summary>Whatever is thrown at the server, it says what is wrong and does nothing.</summary>
public sealed class BadRequestTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    private readonly ChatApp app = shared.App;

    [Theory]
    [InlineData("application/json", """{"Body":"hello"}""")]
    [InlineData("text/plain", "Body=hello")]
    [InlineData("application/octet-stream", "Body=hello")]
    [InlineData("multipart/form-data; boundary=x", "no parts at all")]
    [InlineData("multipart/form-data", "Body=hello")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"Body\"\r\n\r\nnever ends")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "Body=hello")]
    public async Task A_body_that_is_no_form_is_refused(string type, string body)
    {
        var (ann, room) = await AloneAsync();

        using var page = await PostAsync(ann, room, type, body, "text/html");
        using var script = await PostAsync(ann, room, type, body, "application/json");

        await AssertRefusedAsync(page, script, HttpStatusCode.BadRequest);
        Assert.Equal(0, await CountAsync(room));
    }

    [Fact]
    public async Task A_form_without_our_token_is_refused()
    {
        var (ann, room) = await AloneAsync();

        using var page = await SendAsync(ann, room, "text/html", "Body=hello", token: null);
        using var script = await SendAsync(ann, room, "application/json", "Body=hello", token: null);

        await AssertRefusedAsync(page, script, HttpStatusCode.BadRequest);
        Assert.Equal(0, await CountAsync(room));
    }

    [Fact]
    public async Task A_form_with_somebody_else_s_token_is_refused()
    {
        var (ann, room) = await AloneAsync();
        using var eve = await app.SignUpAsync("eve");
        using var stranger = app.Visit();

        foreach (var token in new[] { await eve.TokenAsync(), await stranger.TokenAsync(), "garbage", "" })
        {
            using var page = await SendAsync(ann, room, "text/html", "Body=hello", token);
            using var script = await SendAsync(ann, room, "application/json", "Body=hello", token);
            await AssertRefusedAsync(page, script, HttpStatusCode.BadRequest);
        }

        Assert.Equal(0, await CountAsync(room));
    }

    [Fact]
    public async Task A_token_from_before_signing_in_is_refused_afterwards()
    {
        var (ann, room) = await AloneAsync();
        using var phone = app.Visit();
        var early = await phone.TokenAsync();
        await phone.SignInAsync(ann.UserName);

        using var answer = await SendAsync(phone, room, "application/json", "Body=hello", early);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await CountAsync(room));
    }

    [Theory]
    [InlineData("/signout")]
    [InlineData("/account")]
    [InlineData("/account/password")]
    [InlineData("/rooms")]
    [InlineData("/rooms/join")]
    [InlineData("/rooms/1/join")]
    [InlineData("/rooms/1/leave")]
    [InlineData("/rooms/1/read")]
    [InlineData("/rooms/1/members")]
    [InlineData("/rooms/1/settings/delete")]
    [InlineData("/rooms/1/1/delete")]
    [InlineData("/rooms/1/1/thread/read")]
    [InlineData("/rooms/1/1/thread/follow")]
    [InlineData("/threads/read")]
    public async Task No_form_is_taken_without_a_token(string address)
    {
        using var ann = await app.SignUpAsync("ann");

        using var form = new StringContent("Name=x", Encoding.UTF8, UrlEncoded);
        using var answer = await ann.SendAsync(HttpMethod.Post, address, "text/html", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((await Visitor.ReadAsync(answer)).Heading());
        await ann.PageAsync("/rooms");
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/signup")]
    public async Task Not_even_those_for_strangers(string address)
    {
        using var stranger = app.Visit();

        using var form = new StringContent("UserName=x&Password=correct+horse", Encoding.UTF8, UrlEncoded);
        using var answer = await stranger.SendAsync(HttpMethod.Post, address, "text/html", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_methods_change_nothing(string method)
    {
        var (ann, room) = await AloneAsync();

        using var answer = await ann.SendAsync(
            new HttpMethod(method), $"/rooms/{room}/settings/delete", "text/html", content: null, ("RequestVerificationToken", await ann.TokenAsync()));

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.NotEmpty((await Visitor.ReadAsync(answer)).Heading());
        await ann.PageAsync($"/rooms/{room}");
    }

    [Fact]
    public async Task More_than_a_form_can_need_is_too_large()
    {
        var (ann, room) = await AloneAsync();
        var body = "Body=" + new string('x', (int)FormGuard.MaxBody);

        using var page = await PostAsync(ann, room, UrlEncoded, body, "text/html");
        using var script = await PostAsync(ann, room, UrlEncoded, body, "application/json");

        await AssertRefusedAsync(page, script, HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(0, await CountAsync(room));
    }

    [Fact]
    public async Task More_fields_than_any_form_has_are_refused()
    {
        var (ann, room) = await AloneAsync();
        var body = "Body=hello&" + string.Join('&', Enumerable.Range(0, 5_000).Select(n => $"f{n}=x"));

        using var page = await PostAsync(ann, room, UrlEncoded, body, "text/html");
        using var script = await PostAsync(ann, room, UrlEncoded, body, "application/json");

        await AssertRefusedAsync(page, script, HttpStatusCode.BadRequest);
        Assert.Equal(0, await CountAsync(room));
    }

    [Theory]
    [InlineData("/rooms/abc")]
    [InlineData("/rooms/-1")]
    [InlineData("/rooms/0")]
    [InlineData("/rooms/1.0")]
    [InlineData("/rooms/9223372036854775807")]
    [InlineData("/rooms/9223372036854775808")]
    [InlineData("/rooms/99999999999999999999999999")]
    [InlineData("/rooms/%00")]
    [InlineData("/rooms/١")]
    [InlineData("/rooms/1/abc")]
    [InlineData("/rooms/1/members?after=abc")]
    [InlineData("/rooms/-1/members")]
    [InlineData("/rooms/..%2f..%2fetc/passwd")]
    [InlineData("/nothing/here")]
    public async Task An_address_that_means_nothing_is_not_found(string address)
    {
        using var ann = await app.SignUpAsync("ann");

        using var page = await ann.GetAsync(address);

        Assert.InRange((int)page.StatusCode, 400, 404);
        if (page.StatusCode == HttpStatusCode.NotFound)
            Assert.Equal("There is nothing here", (await Visitor.ReadAsync(page)).Heading());
    }

    [Theory]
    [InlineData("rooms=abc")]
    [InlineData("rooms=1")]
    [InlineData("rooms=1:")]
    [InlineData("rooms=:1")]
    [InlineData("rooms=1:-1")]
    [InlineData("rooms=-1:1")]
    [InlineData("rooms=0:1")]
    [InlineData("rooms=1:1,")]
    [InlineData("rooms=1:1,1:2")]
    [InlineData("rooms=1:99999999999999999999")]
    [InlineData("rooms=1:1%00")]
    [InlineData("rooms=1:1&wait=26")]
    [InlineData("rooms=1:1&wait=-1")]
    [InlineData("rooms=1:1&wait=soon")]
    [InlineData("rooms=&client=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_cursor_that_means_nothing_is_refused(string query)
    {
        using var ann = await app.SignUpAsync("ann");

        using var answer = await ann.GetAsync($"/events?{query}", "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage page, HttpResponseMessage script, HttpStatusCode status)
    {
        Assert.Equal(status, page.StatusCode);
        var shown = await Visitor.ReadAsync(page);
        Assert.NotEmpty(shown.Heading());
        Assert.NotNull(shown.Address("main a.button"));
        Assert.Equal(status, script.StatusCode);
        Assert.Equal("application/problem+json", script.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await script.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(shown.Heading(), problem.GetProperty("title").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
    }

    private async Task<(Visitor Ann, long Room)> AloneAsync()
    {
        var ann = await app.SignUpAsync("ann");
        return (ann, await ann.CreateRoomAsync($"Bad request {Guid.NewGuid()}"));
    }

    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, long room, string type, string body, string accept)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await visitor.SendAsync(
            HttpMethod.Post, $"/rooms/{room}/messages", accept, content,
            // Asks before it sends, so that the answer to what is too large is not lost with the connection.
            ("Expect", "100-continue"), ("RequestVerificationToken", await visitor.TokenAsync()));
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, long room, string accept, string body, string? token)
    {
        using var content = new StringContent(body, Encoding.UTF8, UrlEncoded);
        return await visitor.SendAsync(
            HttpMethod.Post, $"/rooms/{room}/messages", accept, content, token is null ? [] : [("RequestVerificationToken", token)]);
    }

    private Task<int> CountAsync(long room) => app.AskAsync(db => db.Messages.CountAsync(m => m.RoomId == room));
}
