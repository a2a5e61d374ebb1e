using System.Net;

namespace Chat.Tests.Messages;

public sealed class MessageMetricsTests
{
    [Fact]
    public async Task Messages_are_counted_by_what_became_of_them()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync("Counted", "sesame");
        using var meters = new Meters(app);
        var send = $"{Guid.NewGuid()}";

        var answers = new[]
        {
            await PostAsync(ann, room, "hello", send),
            await PostAsync(ann, room, "hello", send),
            await PostAsync(ann, room, "other words", send),
            await PostAsync(ann, room, "once more", $"{Guid.NewGuid()}"),
            await PostAsync(eve, room, "let me in", $"{Guid.NewGuid()}"),
            await PostAsync(ann, room, " ", $"{Guid.NewGuid()}"),
        };

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Created, HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity], answers);
        Assert.Equal(
            ["chat.message.posts conflict: 1", "chat.message.posts not_member: 1", "chat.message.posts posted: 2", "chat.message.posts repeated: 1"],
            meters.Moved("chat.message"));
    }

    private static async Task<HttpStatusCode> PostAsync(Visitor person, long room, string body, string send)
    {
        using var answer = await person.PostJsonAsync($"/rooms/{room}/messages", ("Body", body), ("ClientId", send));
        return answer.StatusCode;
    }
}
