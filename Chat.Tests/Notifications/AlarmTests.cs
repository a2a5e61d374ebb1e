using System.Net;
using Chat.Tests.Presence;
using Chat.Tests.Push;
using Chat.Tests.Rooms;

namespace Chat.Tests.Notifications;

public sealed class AlarmTests : IAsyncLifetime
{
    private NotifiedApp program = null!;
    private Visitor ann = null!;
    private FakeDevice phone = null!;

    public async Task InitializeAsync()
    {
        program = await NotifiedApp.StartAsync();
        (ann, phone) = await program.SignUpWithPhoneAsync("Ann");
    }

    [Fact]
    public async Task A_reminder_that_comes_due_is_told_in_ones_language_even_at_night()
    {
        await program.App.SetAsync(ann, person => (person.Language, person.QuietFrom, person.QuietUntil) = ("ko", 0, 23 * 60));
        var room = await ann.CreateRoomAsync("할 일");
        await ann.SayAsync(room, "화분에 물 주기");
        using var set = await ann.PostAsync($"/rooms/{room}/1/remind", ("When", "20m"));

        await program.SettleAsync();
        program.Clock.Advance(TimeSpan.FromMinutes(20));
        await ToldAsync();

        Assert.Equal(["다시 알림: 할 일: Ann: 화분에 물 주기"], phone.Words());
        Assert.EndsWith($"/rooms/{room}/1", phone.Received[0].Notification.GetProperty("navigate").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduled_message_that_could_not_be_sent_is_told()
    {
        using var bob = await program.App.SignUpAsync("Bob");
        var room = await bob.CreateRoomAsync("Elsewhere");
        await ann.JoinAsync(room);
        using var scheduled = await ann.PostAsync($"/rooms/{room}/schedule", ("Body", "see you there"), ("When", "1h"), ("ClientId", $"{Guid.NewGuid()}"));
        Assert.Equal(HttpStatusCode.SeeOther, scheduled.StatusCode);
        await bob.DecideAsync(room, ann, "silence", ("Minutes", "1440"));

        await program.SettleAsync();
        program.Clock.Advance(TimeSpan.FromHours(1));
        await ToldAsync();

        Assert.Equal(["Your message to Elsewhere was not sent: see you there"], phone.Words());
    }

    /// <summary>What comes due at its hour asks for a notification first, and that for a push.</summary>
    private Task ToldAsync() => Eventually.IsTrueAsync(async () =>
    {
        await program.SettleAsync();
        return phone.Received.Count > 0;
    });

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await program.DisposeAsync();
    }
}
