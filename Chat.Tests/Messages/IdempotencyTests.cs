using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Messages;

public sealed class IdempotencyTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly ChatApp app = shared.App;

    [Fact]
    public async Task The_answer_says_where_the_message_stands()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Receipts");

        using var answer = await PostAsync(ann, room, "hello", Guid.NewGuid());

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($$"""{"room":{{room}},"number":1,"rev":3}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_same_id_with_other_words_is_a_conflict()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Other words");
        var id = Guid.NewGuid();
        await ann.SayAsync(room, "first", id);

        using var answer = await PostAsync(ann, room, "second", id);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("This was sent before with other words.", problem.GetProperty("errors").GetProperty("Body")[0].GetString());
        Assert.Equal([(1, "first")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task The_same_id_in_another_room_is_a_conflict()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("This room");
        var other = await ann.CreateRoomAsync("Other room");
        var id = Guid.NewGuid();
        await ann.SayAsync(room, "here", id);

        using var answer = await PostAsync(ann, other, "here", id);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Empty(await ann.ReadRoomAsync($"/rooms/{other}"));
    }

    [Fact]
    public async Task Two_people_may_use_the_same_id()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Shared id");
        await bob.JoinAsync(room);
        var id = Guid.NewGuid();

        await ann.SayAsync(room, "mine", id);
        await bob.SayAsync(room, "mine too", id);

        Assert.Equal([(1, "mine"), (2, "mine too")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task Many_of_one_send_at_the_same_moment_are_one_message()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Impatient");
        var id = Guid.NewGuid();
        await ann.TokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => PostAsync(ann, room, "send! send!", id)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(23, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var receipts = await Task.WhenAll(answers.Select(answer => answer.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web)));
        Assert.Single(receipts.Distinct());
        Assert.Equal([(1, "send! send!")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task A_deleted_message_stays_sent()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Sent and deleted");
        var id = Guid.NewGuid();
        var first = await ann.SayAsync(room, "regret", id);
        await ann.DeleteAsync(room, first.Number);

        using var answer = await PostAsync(ann, room, "regret", id);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, await CountAsync(room));
    }

    [Fact]
    public async Task Line_ends_as_a_form_sends_them_are_the_same_words()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Line ends");
        var id = Guid.NewGuid();
        await ann.SayAsync(room, "two\nlines", id);

        using var answer = await PostAsync(ann, room, "two\r\nlines", id);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Without_an_id_the_same_words_twice_are_two_messages()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Echo");

        using var first = await ann.PostAsync($"/rooms/{room}/messages", ("Body", "hello"));
        using var second = await ann.PostAsync($"/rooms/{room}/messages", ("Body", "hello"));

        Assert.Equal([(1, "hello"), (2, "hello")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task A_form_sent_twice_by_a_double_click_is_one_message()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Double click");
        var page = await ann.PageAsync($"/rooms/{room}");

        using var first = await ann.SubmitAsync(page, "#composer", ("Body", "hello"));
        using var second = await ann.SubmitAsync(page, "#composer");

        Assert.Equal($"/rooms/{room}", first.Headers.Location!.ToString());
        Assert.Equal($"/rooms/{room}", second.Headers.Location!.ToString());
        Assert.Equal(1, await CountAsync(room));
    }

    [Fact]
    public async Task A_form_sent_again_with_other_words_keeps_them_and_the_next_try_goes_through()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Back button");
        var page = await ann.PageAsync($"/rooms/{room}");
        using var first = await ann.SubmitAsync(page, "#composer", ("Body", "hello"));

        using var second = await ann.SubmitAsync(page, "#composer", ("Body", "and goodbye"));
        var refused = await Visitor.ReadAsync(second);
        using var third = await ann.SubmitAsync(refused, "#composer");

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("This was sent before with other words.", refused.GetElementById("body-error")!.TextContent);
        Assert.Equal(HttpStatusCode.SeeOther, third.StatusCode);
        Assert.Equal([(1, "hello"), (2, "and goodbye")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Theory]
    [InlineData("not-a-uuid")]
    [InlineData("1")]
    [InlineData("{\"$ne\":null}")]
    public async Task An_id_that_is_none_is_refused(string id)
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync($"No id {Guid.NewGuid()}");

        using var script = await ann.PostJsonAsync($"/rooms/{room}/messages", ("Body", "hello"), ("ClientId", id));
        using var page = await ann.PostAsync($"/rooms/{room}/messages", ("Body", "hello"), ("ClientId", id));

        Assert.Equal(HttpStatusCode.BadRequest, script.StatusCode);
        Assert.True((await script.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("ClientId", out _));
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.NotEmpty((await Visitor.ReadAsync(page)).Heading());
        Assert.Equal(0, await CountAsync(room));
    }

    private static Task<HttpResponseMessage> PostAsync(Visitor visitor, long room, string body, Guid id) =>
        visitor.PostJsonAsync($"/rooms/{room}/messages", ("Body", body), ("ClientId", id.ToString()));

    private Task<int> CountAsync(long room) => app.AskAsync(db => db.Messages.CountAsync(m => m.RoomId == room));
}
