using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Chat.Tests.Messages;

public sealed class PostingTests : IClassFixture<SharedApp>
{
    private readonly ChatApp app;

    public PostingTests(SharedApp shared) => app = shared.App;

    [Fact]
    public async Task Ann_sends_and_Bob_reads_it_once()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Kitchen", "sesame");
        await bob.JoinAsync("kitchen", "sesame");

        await ann.SayAsync(room, "Lunch at noon? 점심 드실래요?");

        Assert.Equal([(1, "Lunch at noon? 점심 드실래요?")], await bob.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task The_same_send_again_gets_the_same_answer()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Twice");
        var id = Guid.NewGuid();
        var first = await ann.SayAsync(room, "once", id);
        await ann.EditAsync(room, first.Number, "changed since");

        using var again = await ann.PostJsonAsync($"/rooms/{room}/messages", ("Body", "once"), ("ClientId", id.ToString()));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(first, await again.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web));
        Assert.Equal([(1, "changed since")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }
}
