using System.Net;
using Chat.Tests.Presence;
using Chat.Tests.Push;
using Chat.Tests.Rooms;
using Chat.Tests.Threads;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Notifications;

public sealed class TellingTests : IAsyncLifetime
{
    private NotifiedApp program = null!;
    private Visitor ann = null!, bob = null!;
    private FakeDevice phone = null!;

    private ChatApp App => program.App;

    public async Task InitializeAsync()
    {
        program = await NotifiedApp.StartAsync();
        ann = await App.SignUpAsync("Ann");
        (bob, phone) = await program.SignUpWithPhoneAsync("Bob");
    }

    [Fact]
    public async Task What_is_said_to_somebody_alone_is_told_on_each_of_their_devices()
    {
        using var other = App.Visit();
        await other.SignInAsync(bob.UserName);
        var tablet = await program.Services.SubscribeAsync(other);
        var chat = await ann.OpenDirectAsync(bob.Id);

        await ann.SayAsync(chat, "Have you **seen** it?");
        await program.SettleAsync();

        Assert.Equal(["Ann: Have you seen it?"], phone.Words());
        Assert.Equal(["Ann: Have you seen it?"], tablet.Words());
        var told = phone.Received.Single();
        Assert.Equal($"room-{chat}", told.Tag);
        Assert.Equal("high", told.Urgency);
        Assert.EndsWith($"/rooms/{chat}/1", told.Notification.GetProperty("navigate").GetString(), StringComparison.Ordinal);
        Assert.Equal("1", told.Notification.GetProperty("app_badge").ToString());
        Assert.Empty(await App.AskAsync(db => db.Notices.Where(n => n.PersonId == ann.Id).ToListAsync()));
    }

    [Fact]
    public async Task In_a_group_who_speaks_is_named()
    {
        using var cid = await App.SignUpAsync("Cid");
        var group = await ann.OpenGroupAsync(bob, cid);

        await ann.SayAsync(group, "Lunch?");
        await program.SettleAsync();

        Assert.Equal(["Ann and Cid: Ann: Lunch?"], phone.Words());
        Assert.Equal("normal", phone.Received.Single().Urgency);
    }

    [Fact]
    public async Task In_a_room_one_hears_what_calls_one_and_that_makes_itself_heard()
    {
        var room = await RoomAsync("Kitchen");
        using var cid = await App.SignUpAsync("Cid");
        await cid.JoinAsync(room);
        var theirs = await program.Services.SubscribeAsync(cid);

        await ann.SayAsync(room, "Nothing to you.");
        await ann.SayAsync(room, $"@{bob.UserName} the kettle boils");
        await ann.SayAsync(room, "And nothing more.");
        await program.SettleAsync();

        Assert.Equal(["Kitchen: Ann: @Bob the kettle boils"], phone.Words());
        Assert.True(phone.Received.Single().Notification.GetProperty("renotify").GetBoolean());
        Assert.Empty(theirs.Received);
    }

    [Fact]
    public async Task All_of_a_room_are_called_at_once()
    {
        var room = await RoomAsync("Fire drill");

        await ann.SayAsync(room, "@room out, everybody");
        await program.SettleAsync();

        Assert.Single(phone.Received);
    }

    [Theory]
    [InlineData("everything", 2)]
    [InlineData("mentions", 1)]
    [InlineData("nothing", 0)]
    [InlineData("", 1)]
    public async Task Each_room_is_heard_as_it_was_chosen(string of, int told)
    {
        var room = await RoomAsync($"Chosen {of}");
        await bob.PlaceAsync(room, "notify", ("Of", of));

        await ann.SayAsync(room, "To all.");
        await program.SettleAsync();
        await ann.SayAsync(room, $"To @{bob.UserName}.");
        await program.SettleAsync();

        Assert.Equal(told, phone.Received.Count);
    }

    [Fact]
    public async Task A_muted_room_is_silent_even_if_it_calls()
    {
        var room = await RoomAsync("Muted");
        await bob.PlaceAsync(room, "mute", ("On", "true"));

        await ann.SayAsync(room, $"@{bob.UserName} @room");
        await program.SettleAsync();

        Assert.Empty(phone.Received);
    }

    [Fact]
    public async Task Followers_of_a_thread_hear_its_replies_and_nobody_else_does()
    {
        var room = await RoomAsync("Threads");
        using var cid = await App.SignUpAsync("Cid");
        await cid.JoinAsync(room);
        var theirs = await program.Services.SubscribeAsync(cid);
        await cid.PlaceAsync(room, "notify", ("Of", "everything"));
        await bob.SayAsync(room, "What about the roof?");
        await program.SettleAsync();

        var reply = await ann.ReplyAsync(room, 1, "It leaks.");
        await program.SettleAsync();

        Assert.Equal(["Threads: Ann: It leaks."], phone.Words());
        Assert.Equal($"room-{room}-thread-1", phone.Received.Single().Tag);
        Assert.EndsWith($"/rooms/{room}/{reply.Number}", phone.Received.Single().Notification.GetProperty("navigate").GetString(), StringComparison.Ordinal);
        Assert.Equal(["Threads: Bob: What about the roof?"], theirs.Words());
    }

    [Fact]
    public async Task A_word_of_ones_own_is_heard_with_its_particles_and_told_in_ones_language()
    {
        var room = await RoomAsync("운영");
        await App.SetAsync(bob, person => (person.Keywords, person.Language) = ("배포", "ko"));

        await ann.SayAsync(room, "재배포는 아니고");
        await ann.SayAsync(room, "오늘 배포는 몇 시예요?");
        await program.SettleAsync();

        Assert.Equal(["운영: Ann: 오늘 배포는 몇 시예요?"], phone.Words());
        Assert.Equal("ko", phone.Received.Single().Notification.GetProperty("lang").GetString());
    }

    [Fact]
    public async Task Whoever_has_chosen_no_language_is_told_in_that_of_the_device()
    {
        bob.Speaks("ko-KR, en;q=0.5");
        var korean = await program.Services.SubscribeAsync(bob);
        await App.SetAsync(bob, person => person.NotifiesWithoutText = true);
        var chat = await ann.OpenDirectAsync(bob.Id);

        await ann.SayAsync(chat, "hello");
        await program.SettleAsync();

        Assert.Equal(["Ann: 새 메시지"], korean.Words());
    }

    [Fact]
    public async Task A_burst_is_one_notification_and_says_how_much_there_is()
    {
        await App.SetAsync(bob, person => person.Language = "ko");
        var chat = await ann.OpenDirectAsync(bob.Id);

        foreach (var word in (string[])["하나", "둘", "셋"])
            await ann.SayAsync(chat, word);
        await program.SettleAsync();

        Assert.Equal(["Ann: 셋\n새 메시지 3개"], phone.Words());
        Assert.Equal("3", phone.Received.Single().Notification.GetProperty("app_badge").ToString());
    }

    [Fact]
    public async Task Who_wants_it_so_is_shown_no_words()
    {
        await App.SetAsync(bob, person => person.NotifiesWithoutText = true);
        var chat = await ann.OpenDirectAsync(bob.Id);

        await ann.SayAsync(chat, "the secret");
        await program.SettleAsync();

        Assert.Equal(["Ann: New message"], phone.Words());
        Assert.DoesNotContain("secret", phone.Received.Single().Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_read_before_it_is_told_is_not_told()
    {
        var chat = await ann.OpenDirectAsync(bob.Id);

        await ann.SayAsync(chat, "one");
        await bob.ReadsAsync(chat, 1);
        await program.SettleAsync();

        Assert.Empty(phone.Received);
    }

    [Fact]
    public async Task Quiet_hours_are_those_of_ones_own_wall()
    {
        // It is 18:00 in Seoul.
        await App.SetAsync(bob, person => (person.TimeZone, person.QuietFrom, person.QuietUntil) = ("Asia/Seoul", 17 * 60, 19 * 60));
        var chat = await ann.OpenDirectAsync(bob.Id);

        await ann.SayAsync(chat, "at dinner");
        await program.SettleAsync();
        Assert.Empty(phone.Received);

        program.Clock.Skip(TimeSpan.FromHours(1));
        await ann.SayAsync(chat, "after dinner");
        await program.SettleAsync();

        Assert.Equal(["Ann: after dinner\n2 new messages"], phone.Words());
    }

    [Fact]
    public async Task While_one_pauses_nothing_comes_and_afterwards_it_does()
    {
        using var paused = await bob.PostAsync("/notifications/pause", ("For", "1h"));
        Assert.Equal(HttpStatusCode.SeeOther, paused.StatusCode);
        var chat = await ann.OpenDirectAsync(bob.Id);

        await ann.SayAsync(chat, "within");
        await program.SettleAsync();
        Assert.Empty(phone.Received);

        program.Clock.Skip(TimeSpan.FromHours(1));
        await ann.SayAsync(chat, "after");
        await program.SettleAsync();

        Assert.Single(phone.Received);
    }

    [Fact]
    public async Task What_is_deleted_before_it_is_told_is_not_told_and_what_is_edited_is_told_as_it_is()
    {
        var chat = await ann.OpenDirectAsync(bob.Id);

        await ann.SayAsync(chat, "a slip of the tongue");
        await ann.DeleteAsync(chat, 1);
        await program.SettleAsync();
        Assert.Empty(phone.Received);

        await ann.SayAsync(chat, "teh answer");
        await ann.EditAsync(chat, 2, "the answer");
        await program.SettleAsync();

        Assert.StartsWith("Ann: the answer", Assert.Single(phone.Words()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edits_of_what_was_said_before_are_no_news()
    {
        var chat = await ann.OpenDirectAsync(bob.Id);
        await ann.SayAsync(chat, "long ago");
        await program.SettleAsync();
        await bob.ReadsAsync(chat, 1);
        await program.SettleAsync();
        program.Clock.Skip(TimeSpan.FromHours(1));
        var before = phone.Received.Count;

        await ann.SayAsync(chat, "now");
        await bob.ReadsAsync(chat, 2);
        await ann.EditAsync(chat, 1, "long, long ago");
        await program.SettleAsync();

        Assert.Equal(before, phone.Received.Count);
    }

    private async Task<long> RoomAsync(string name)
    {
        var room = await ann.CreateRoomAsync(name);
        await bob.JoinAsync(room);
        return room;
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        await program.DisposeAsync();
    }
}
