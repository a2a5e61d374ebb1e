using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Rooms;

/// <summary>A room one isn't in is nowhere to be found, at any of its addresses.</summary>
public sealed class HiddenRoomTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Nowhere = "999999";

    private readonly ChatApp app = shared.App;

    [Theory]
    [InlineData("")]
    [InlineData("?before=2")]
    [InlineData("?after=0")]
    [InlineData("/1")]
    [InlineData("/1/edit")]
    [InlineData("/members")]
    [InlineData("/settings")]
    public async Task Nothing_of_it_can_be_read(string address)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await SecretAsync(ann);

        foreach (var accept in new[] { "text/html", "application/json" })
        {
            using var hidden = await bob.GetAsync($"/rooms/{room}{address}", accept);
            using var nowhere = await bob.GetAsync($"/rooms/{Nowhere}{address}", accept);

            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
            Assert.DoesNotContain("secret", await hidden.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/messages", "Body", "let me in")]
    [InlineData("/1/edit", "Body", "I was here")]
    [InlineData("/1/delete", "", "")]
    [InlineData("/read", "Number", "1")]
    [InlineData("/leave", "", "")]
    [InlineData("/join", "", "")]
    [InlineData("/members", "UserName", "bob")]
    [InlineData("/settings/name", "Name", "Mine now")]
    [InlineData("/settings/entry", "Password", "mine")]
    [InlineData("/settings/delete", "Confirm", "secret")]
    public async Task Nothing_can_be_done_in_it(string address, string field, string value)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await SecretAsync(ann);
        var before = await StateAsync(room);

        using var page = await bob.PostAsync($"/rooms/{room}{address}", (field, value));
        using var script = await bob.PostJsonAsync($"/rooms/{room}{address}", (field, value));
        using var nowhere = await bob.PostAsync($"/rooms/{Nowhere}{address}", (field, value));

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, script.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Equal(before, await StateAsync(room));
    }

    [Fact]
    public async Task Its_events_are_for_others()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await SecretAsync(ann);

        var answer = await bob.PollAsync($"rooms={room}:0&wait=0");

        Assert.Equal(["gone"], answer.GetProperty("events").EnumerateArray().Select(item => item.GetProperty("type").GetString()!));
        Assert.False(answer.GetProperty("heads").TryGetProperty($"{room}", out _));
    }

    private static async Task<long> SecretAsync(Visitor ann)
    {
        var room = await ann.CreateRoomAsync($"secret {Guid.NewGuid()}", listed: false);
        await ann.SayAsync(room, "a secret");
        return room;
    }

    private Task<(long, long, string, int)> StateAsync(long room) => app.AskAsync(async db =>
    {
        var found = await db.Rooms.SingleAsync(r => r.Id == room);
        return (found.Rev, found.Head, found.Name, found.Members);
    });
}
