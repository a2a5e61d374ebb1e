using System.Net;
using AngleSharp.Dom;
using Chat.Core;
using Chat.Tests.Threads;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Messages;

public sealed class QuoteTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task An_answer_shows_whom_and_what_it_answers_and_leads_there()
    {
        var (ann, bob, room) = await TwoAsync();
        await ann.SayAsync(room, "Shall we **meet** at noon?\n\n- here\n- or <there>");

        var sent = await bob.AnswerAsync(room, 1, "Here.");

        var quote = (await ann.PageAsync($"/rooms/{room}")).QuerySelector($"#m{sent.Number} > a.quote")!;
        Assert.Equal("ann", quote.QuerySelector(".who")!.TextContent);
        Assert.Equal("Shall we meet at noon? here or <there>", quote.QuerySelector("span")!.TextContent);
        Assert.Equal($"/rooms/{room}/1", quote.GetAttribute("href"));
    }

    [Fact]
    public async Task Those_who_read_along_see_the_quote()
    {
        var (ann, bob, room) = await TwoAsync();
        var asked = await ann.SayAsync(room, "Tea?");
        await using var stream = await ann.StreamAsync($"rooms={room}:{asked.Rev}");
        await stream.NextAsync("hello");

        await bob.AnswerAsync(room, 1, "Please");

        Assert.Contains("Tea?", (await stream.NextAsync("change")).GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_follows_what_is_edited_and_forgets_what_is_deleted()
    {
        var (ann, bob, room) = await TwoAsync();
        await ann.SayAsync(room, "teh plan");
        await bob.AnswerAsync(room, 1, "Good");
        await using var stream = await bob.StreamAsync($"rooms={room}:{(await bob.SayAsync(room, "now")).Rev}");
        await stream.NextAsync("hello");

        await ann.EditAsync(room, 1, "the plan");
        Assert.Equal("the plan", (await bob.PageAsync($"/rooms/{room}")).QuerySelector("#m2 .quote span")!.TextContent);
        Assert.Equal((2, 1), (await NumberAsync(stream), await NumberAsync(stream)));

        await ann.DeleteAsync(room, 1);
        var quote = (await bob.PageAsync($"/rooms/{room}")).QuerySelector("#m2 .quote")!;
        Assert.True(quote.ClassList.Contains("deleted"));
        Assert.Equal("", quote.QuerySelector("span")!.TextContent);
        Assert.Equal(0, await app.AskAsync(db => db.Messages.CountAsync(m => m.RoomId == room && m.Lead.Contains("plan"))));
    }

    [Fact]
    public async Task However_often_it_was_quoted_what_is_deleted_is_gone_everywhere_and_few_are_told()
    {
        var (ann, bob, room) = await TwoAsync();
        await ann.SayAsync(room, "regrettable");
        for (var answer = 0; answer < 120; answer++)
            await bob.AnswerAsync(room, 1, $"answer {answer}");
        var before = (await ann.SayAsync(room, "hm")).Rev;

        var deleted = await ann.DeleteAsync(room, 1);

        Assert.Equal(before + 101, deleted.Rev);
        Assert.Equal(0, await app.AskAsync(db => db.Messages.CountAsync(m => m.RoomId == room && m.Lead.Contains("regrettable"))));
    }

    [Fact]
    public async Task An_edit_beyond_what_is_quoted_tells_nobody()
    {
        var (ann, bob, room) = await TwoAsync();
        var long_ = new string('x', Excerpt.MaxLength + 20);
        await ann.SayAsync(room, long_);
        var sent = await bob.AnswerAsync(room, 1, "Long");

        Assert.Equal(sent.Rev + 1, (await ann.EditAsync(room, 1, $"{long_} and more")).Rev);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_answered()
    {
        var (ann, bob, room) = await TwoAsync();
        var elsewhere = await ann.CreateRoomAsync($"Elsewhere {Guid.NewGuid():N}");
        for (var number = 1; number <= 3; number++)
            await ann.SayAsync(elsewhere, "other room");
        await ann.SayAsync(room, "here");
        await ann.DeleteAsync(room, 1);

        foreach (var number in new[] { "1", "3", "99", "-1", "9007199254740991" })
            Assert.NotEmpty(await bob.PostJsonAsync($"/rooms/{room}/messages", ("Body", "what?"), ("QuoteOf", number)).RefusedAsync());
        using var outsider = await app.SignUpAsync("eve");
        using var answer = await outsider.PostJsonAsync($"/rooms/{room}/messages", ("Body", "what?"), ("QuoteOf", "1"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal([(1, "")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task The_same_words_with_another_quote_are_another_message()
    {
        var (ann, _, room) = await TwoAsync();
        await ann.SayAsync(room, "one");
        await ann.SayAsync(room, "two");
        (string, string)[] Fields(string quoted) => [("Body", "yes"), ("ClientId", "7d444840-9dc0-11d1-b245-5ffdce74fad2"), ("QuoteOf", quoted)];

        using var first = await ann.PostJsonAsync($"/rooms/{room}/messages", Fields("1"));
        using var again = await ann.PostJsonAsync($"/rooms/{room}/messages", Fields("1"));
        using var other = await ann.PostJsonAsync($"/rooms/{room}/messages", Fields("2"));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict], [first.StatusCode, again.StatusCode, other.StatusCode]);
    }

    [Fact]
    public async Task One_answers_without_scripts()
    {
        var (ann, bob, room) = await TwoAsync();
        await ann.SayAsync(room, "Tea?");

        var page = await bob.PageAsync($"/rooms/{room}?quoteOf=1");
        Assert.Equal("Tea?", page.QuerySelector("#composer .answering .quote span")!.TextContent);
        using var sent = await bob.SubmitAsync(page, "#composer", ("Body", "Please"));

        Assert.Equal("Tea?", (await bob.FollowAsync(sent)).QuerySelector("#m2 > .quote span")!.TextContent);
        Assert.Null((await bob.PageAsync($"/rooms/{room}?quoteOf=99")).QuerySelector(".answering"));
    }

    private static async Task<long> NumberAsync(EventReader stream) => (await stream.NextAsync("change")).GetProperty("number").GetInt64();

    private async Task<(Visitor Ann, Visitor Bob, long Room)> TwoAsync()
    {
        var (ann, bob) = (await app.SignUpAsync("ann"), await app.SignUpAsync("bob"));
        var room = await ann.CreateRoomAsync($"Quotes {Guid.NewGuid():N}");
        await bob.JoinAsync(room);
        return (ann, bob, room);
    }
}
