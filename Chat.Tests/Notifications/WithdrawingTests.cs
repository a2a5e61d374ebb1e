using Chat.Tests.Presence;
using Chat.Tests.Push;
using Chat.Tests.Rooms;
using Chat.Tests.Threads;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Notifications;

public sealed class WithdrawingTests : IAsyncLifetime
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
    public async Task What_was_read_is_taken_off_the_other_devices_but_for_Apples_and_the_one_in_use()
    {
        using var laptop = program.App.Visit();
        using var tablet = program.App.Visit();
        await laptop.SignInAsync(bob.UserName);
        await tablet.SignInAsync(bob.UserName);
        var (inUse, apple) = (await program.Services.SubscribeAsync(laptop), await program.Services.SubscribeAsync(tablet, "web.push.apple.com"));
        var chat = await ann.OpenDirectAsync(bob.Id);
        await ann.SayAsync(chat, "one");
        await program.SettleAsync();

        using var here = await laptop.PostJsonAsync("/presence", ("Client", "page"), ("State", "active"), ("Room", $"{chat}"));
        await laptop.ReadsAsync(chat, 1);
        await program.SettleAsync();

        Assert.Equal(["Ann: one", "withdrawn"], phone.Words());
        Assert.Equal(["Ann: one"], inUse.Words());
        Assert.Equal(["Ann: one"], apple.Words());
        Assert.Equal(phone.Received[0].Topic, phone.Received[1].Topic);
        Assert.Empty(await NoticesAsync());
    }

    [Fact]
    public async Task A_device_whose_pages_were_just_left_is_not_in_use()
    {
        await bob.ReportsAsync("active");
        await bob.ReportsAsync("gone");
        using var tablet = program.App.Visit();
        await tablet.SignInAsync(bob.UserName);
        var chat = await ann.OpenDirectAsync(bob.Id);
        await ann.SayAsync(chat, "one");
        await program.SettleAsync();

        await tablet.ReadsAsync(chat, 1);
        await program.SettleAsync();

        Assert.Equal(["Ann: one", "withdrawn"], phone.Words());
    }

    [Fact]
    public async Task What_is_read_only_in_part_stays()
    {
        var chat = await ann.OpenDirectAsync(bob.Id);
        await ann.SayAsync(chat, "one");
        await ann.SayAsync(chat, "two");
        await program.SettleAsync();

        await bob.ReadsAsync(chat, 1);
        await program.SettleAsync();

        Assert.Equal(["Ann: two\n2 new messages"], phone.Words());
        Assert.Single(await NoticesAsync());
    }

    [Fact]
    public async Task All_is_taken_back_when_all_is_read_at_once()
    {
        var chat = await ann.OpenDirectAsync(bob.Id);
        var room = await RoomAsync();
        await ann.SayAsync(chat, "one");
        await ann.SayAsync(room, $"@{bob.UserName} two");
        await program.SettleAsync();

        using var read = await bob.PostAsync("/read");
        await program.SettleAsync();

        Assert.Equal(2, phone.Words().Count(words => words == "withdrawn"));
        Assert.Empty(await NoticesAsync());
    }

    [Fact]
    public async Task A_reply_is_taken_back_when_its_thread_is_read()
    {
        var room = await RoomAsync();
        await bob.SayAsync(room, "a question");
        var reply = await ann.ReplyAsync(room, 1, "an answer");
        await program.SettleAsync();

        await bob.ReadThreadAsync(room, 1, reply.Number);
        await program.SettleAsync();

        Assert.Equal(["Withdrawn: Ann: an answer", "withdrawn"], phone.Words());
    }

    [Fact]
    public async Task What_is_deleted_is_taken_back()
    {
        var chat = await ann.OpenDirectAsync(bob.Id);
        await ann.SayAsync(chat, "to the wrong one");
        await program.SettleAsync();

        await ann.DeleteAsync(chat, 1);
        await program.SettleAsync();

        Assert.Equal(["Ann: to the wrong one", "withdrawn"], phone.Words());
    }

    [Fact]
    public async Task Who_loses_the_room_keeps_nothing_of_it()
    {
        var room = await RoomAsync();
        await ann.SayAsync(room, $"@{bob.UserName} a secret");
        await program.SettleAsync();

        await ann.DecideAsync(room, bob, "ban");
        await Eventually.IsTrueAsync(async () =>
        {
            await program.SettleAsync();
            return phone.Words().Contains("withdrawn", StringComparer.Ordinal);
        });

        Assert.Empty(await NoticesAsync());
    }

    private async Task<long> RoomAsync()
    {
        var room = await ann.CreateRoomAsync("Withdrawn");
        await bob.JoinAsync(room);
        return room;
    }

    private Task<List<Chat.Data.Notice>> NoticesAsync() => program.App.AskAsync(db => db.Notices.ToListAsync());

    public async Task DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        await program.DisposeAsync();
    }
}
