using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Shared;

/// <summary>What cannot be a message is refused, in words, with what was typed kept and nothing in the log.</summary>
public sealed class BadMessageTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Empty = "Write something first.";
    private const string TooLong = "A message has at most 100,000 characters.";
    private const string Unprintable = "The message has characters that can't be shown.";

    private readonly ChatApp app = shared.App;

    public static TheoryData<string, string> Refused => new()
    {
        { "", Empty },
        { "   \t \r\n  \n", Empty },
        { "\u200b\u200d\u3164\u2800\ufeff", Empty },
        { new string('x', 100_001), TooLong },
        { string.Concat(Enumerable.Repeat("😀", 50_001)), TooLong },
        { "ring the bell\u0007", Unprintable },
        { "\u001b[31mred", Unprintable },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task A_page_says_what_is_wrong_and_keeps_what_was_typed(string body, string error)
    {
        var (ann, room) = await AloneAsync();

        using var answer = await ann.SubmitAsync(await ann.PageAsync($"/rooms/{room}"), "#composer", ("Body", body));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal(error, page.GetElementById("body-error")!.TextContent);
        Assert.Equal(body.ReplaceLineEndings("\n").Trim(), page.QuerySelector("textarea[name=Body]")!.TextContent.ReplaceLineEndings("\n").Trim());
        await AssertNothingHappenedAsync(room);
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task A_script_is_told_what_is_wrong(string body, string error)
    {
        var (ann, room) = await AloneAsync();

        using var answer = await ann.PostJsonAsync($"/rooms/{room}/messages", ("Body", body), ("ClientId", Guid.NewGuid().ToString()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(error, problem.GetProperty("errors").GetProperty("Body")[0].GetString());
        Assert.Equal(error, problem.GetProperty("title").GetString());
        await AssertNothingHappenedAsync(room);
    }

    [Fact]
    public async Task A_form_without_a_body_is_an_empty_message()
    {
        var (ann, room) = await AloneAsync();

        using var answer = await ann.PostJsonAsync($"/rooms/{room}/messages");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        await AssertNothingHappenedAsync(room);
    }

    [Fact]
    public async Task Line_ends_as_a_form_sends_them_do_not_make_a_message_longer()
    {
        var (ann, room) = await AloneAsync();
        var lines = string.Concat(Enumerable.Repeat("x\r\n", 49_999)) + "xx";

        using var answer = await ann.PostJsonAsync($"/rooms/{room}/messages", ("Body", lines));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task A_refused_message_can_be_sent_again_under_its_id()
    {
        var (ann, room) = await AloneAsync();
        var id = Guid.NewGuid();
        using var refused = await ann.PostJsonAsync($"/rooms/{room}/messages", ("Body", " "), ("ClientId", id.ToString()));

        await ann.SayAsync(room, "better", id);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task A_zero_character_is_refused(string accept)
    {
        var (ann, room) = await AloneAsync();

        using var urlEncoded = await PostRawAsync(ann, room, accept, "Body=zero%00character", "application/x-www-form-urlencoded");
        using var multipart = await PostRawAsync(ann, room, accept, Multipart("zero\0character"), "multipart/form-data; boundary=x");

        // The framework reads no percent-encoded zero; in the parts of a multipart form it does.
        Assert.Equal(HttpStatusCode.BadRequest, urlEncoded.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, multipart.StatusCode);
        Assert.Contains(Unprintable, WebUtility.HtmlDecode(await multipart.Content.ReadAsStringAsync()).Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        await AssertNothingHappenedAsync(room);
    }

    [Theory]
    [InlineData("Body=half%ED%A0%80")]
    [InlineData("Body=half%ED%B0%80")]
    [InlineData("Body=half%D8%00")]
    [InlineData("Body=half%FF%FE")]
    [InlineData("Body=half%E0%80%AF")]
    [InlineData("Body=half%")]
    public async Task Half_a_character_never_reaches_the_log(string form)
    {
        var (ann, room) = await AloneAsync();

        using var answer = await PostRawAsync(ann, room, "application/json", form, "application/x-www-form-urlencoded");

        Assert.True((int)answer.StatusCode < 500);
        Assert.All(await app.AskAsync(db => db.Messages.Where(m => m.RoomId == room).Select(m => m.Body).ToListAsync()), AssertWellFormed);
        await ann.PageAsync($"/rooms/{room}");
        await ann.PollAsync($"rooms={room}:0&wait=0");
    }

    [Fact]
    public async Task Whoever_floods_a_room_must_wait_and_keeps_what_was_typed()
    {
        await using var strict = new ChatApp(settings: ("Chat:Limits:Messages", "3"));
        using var ann = await strict.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Flood");
        for (var number = 1; number <= 3; number++)
            await ann.SayAsync(room, "flood");

        using var script = await ann.PostJsonAsync($"/rooms/{room}/messages", ("Body", "one more"));
        using var page = await ann.PostAsync($"/rooms/{room}/messages", ("Body", "one more"));

        Assert.Equal(HttpStatusCode.TooManyRequests, script.StatusCode);
        Assert.True(script.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        var shown = await Visitor.ReadAsync(page);
        Assert.Equal("one more", shown.QuerySelector("textarea[name=Body]")!.TextContent);
        Assert.Contains("Too many attempts.", shown.GetElementById("body-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, await strict.AskAsync(db => db.Messages.CountAsync()));
    }

    private async Task<(Visitor Ann, long Room)> AloneAsync()
    {
        var ann = await app.SignUpAsync("ann");
        return (ann, await ann.CreateRoomAsync($"Bad input {Guid.NewGuid()}"));
    }

    private static async Task<HttpResponseMessage> PostRawAsync(Visitor visitor, long room, string accept, string body, string type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await visitor.SendAsync(
            HttpMethod.Post, $"/rooms/{room}/messages", accept, content, ("RequestVerificationToken", await visitor.TokenAsync()));
    }

    private static string Multipart(string body) =>
        $"--x\r\nContent-Disposition: form-data; name=\"Body\"\r\n\r\n{body}\r\n--x--\r\n";

    private static void AssertWellFormed(string text) => Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    private async Task AssertNothingHappenedAsync(long room)
    {
        Assert.Equal(0, await app.AskAsync(db => db.Messages.CountAsync(m => m.RoomId == room)));
        Assert.Equal(2, await app.AskAsync(db => db.Rooms.Where(r => r.Id == room).Select(r => r.Rev).SingleAsync()));
    }
}
