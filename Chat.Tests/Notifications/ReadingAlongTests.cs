using System.Net;
using Chat.Tests.Push;
using Chat.Tests.Rooms;

namespace Chat.Tests.Notifications;

public sealed class ReadingAlongTests : IAsyncLifetime
{
    private NotifiedApp program = null!;
    private Visitor ann = null!, bob = null!;
    private FakeDevice phone = null!;

    public async Task InitializeAsync()
    {
        program = await NotifiedApp.StartAsync();
        ann = await program.App.SignUpAsync("Ann");
        (bob, phone) = await program.SignUpWithPhoneAsync("Bob");
    }

    [Fact]
    public async Task Who_has_the_room_before_their_eyes_on_any_device_is_not_told()
    {
        var (here, there) = (await ann.OpenDirectAsync(bob.Id), await RoomAsync("Elsewhere"));
        await LooksAtAsync(here, "active");

        await ann.SayAsync(here, "You see this.");
        await ann.SayAsync(there, $"@{bob.UserName} but not this.");
        await program.SettleAsync();

        Assert.Equal(["Elsewhere: Ann: @Bob but not this."], phone.Words());
    }

    [Fact]
    public async Task A_page_that_nobody_looks_at_is_no_reader()
    {
        var chat = await ann.OpenDirectAsync(bob.Id);
        await LooksAtAsync(chat, "active");
        await LooksAtAsync(chat, "idle");

        await ann.SayAsync(chat, "Are you there?");
        await program.SettleAsync();

        Assert.Single(phone.Received);
    }

    private async Task<long> RoomAsync(string name)
    {
        var room = await ann.CreateRoomAsync(name);
        await bob.JoinAsync(room);
        return room;
    }

    private async Task LooksAtAsync(long room, string state)
    {
        using var answer = await bob.PostJsonAsync("/presence", ("Client", "page"), ("State", state), ("Room", $"{room}"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        await program.DisposeAsync();
    }
}
