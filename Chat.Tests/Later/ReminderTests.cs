using System.Net;
using Chat.Tests.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Later;

public sealed class ReminderTests : IAsyncDisposable
{
    private readonly string folder = NewDatabase.InAFolderOfItsOwn();
    private readonly TestClock clock = new();
    private ChatApp app;

    public ReminderTests() => app = new ChatApp(folder, clock);

    [Fact]
    public async Task It_fires_once_at_its_time_and_stays_until_it_is_dismissed()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("To do");
        await ann.SayAsync(room, "water the plants");
        using var phone = app.Visit();
        await phone.SignInAsync(ann.UserName);
        await RemindAsync(ann, room, 1, "20m");
        clock.Skip(TimeSpan.FromMinutes(19));
        await using var stream = await phone.StreamAsync("rooms=");
        await stream.NextAsync("hello");

        Assert.Null((await ann.PageAsync("/later")).QuerySelector("#due > li"));
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await stream.NextAsync("you")).GetProperty("due").GetBoolean());
        var page = await phone.PageAsync("/later");
        Assert.Equal(["water the plants"], page.Texts("#due .excerpt"));
        Assert.Equal("1", page.QuerySelector("#sidebar .count.due [aria-hidden]")!.TextContent);
        using var dismissed = await phone.SubmitAsync(page, "#due form");
        var after = await phone.FollowAsync(dismissed);
        Assert.Null(after.QuerySelector("#due > li"));
        Assert.Null(after.QuerySelector("#sidebar .count.due"));
        Assert.False((await stream.NextAsync("you")).TryGetProperty("due", out _));
    }

    [Fact]
    public async Task What_came_due_while_the_program_did_not_run_fires_at_its_start()
    {
        var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Overnight");
        await ann.SayAsync(room, "call the bank");
        await RemindAsync(ann, room, 1, "tomorrow");
        await app.DisposeAsync();

        clock.Skip(TimeSpan.FromDays(2));
        app = new ChatApp(folder, clock);

        await Eventually.IsTrueAsync(async () => await app.AskAsync(db => db.Reminders.AnyAsync(r => r.FiredAt != null)));
        using var again = app.Visit();
        await again.SignInAsync(ann.UserName);
        Assert.Equal(["call the bank"], (await again.PageAsync("/later")).Texts("#due .excerpt"));
        ann.Dispose();
    }

    [Fact]
    public async Task Something_earlier_wakes_the_one_who_waits_and_each_has_its_own_time()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Order");
        await ann.SayAsync(room, "late");
        await ann.SayAsync(room, "early");
        await RemindAsync(ann, room, 1, "3h");
        await RemindAsync(ann, room, 2, "20m");

        clock.Advance(TimeSpan.FromMinutes(21));
        await Eventually.IsTrueAsync(async () => (await ann.PageAsync("/later")).Texts("#due .excerpt") is ["early"]);
        clock.Advance(TimeSpan.FromHours(3));
        await Eventually.IsTrueAsync(async () => (await ann.PageAsync("/later")).Texts("#due .excerpt") is ["early", "late"] or ["late", "early"]);
    }

    [Fact]
    public async Task Another_time_for_the_same_message_takes_the_place_of_the_first()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Changed my mind");
        await ann.SayAsync(room, "words");
        await RemindAsync(ann, room, 1, "20m");
        await RemindAsync(ann, room, 1, "1h");

        Assert.Single((await ann.PageAsync("/later")).Texts(".kept .excerpt"));
        Assert.Equal(clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds(), (await app.AskAsync(db => db.Reminders.SingleAsync())).DueAt.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Who_has_left_the_room_hears_no_more_of_it()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Left behind");
        await bob.JoinAsync(room);
        await ann.SayAsync(room, "secret");
        await RemindAsync(bob, room, 1, "20m");
        await bob.LeaveAsync(room);

        clock.Advance(TimeSpan.FromMinutes(20));

        await Eventually.IsTrueAsync(async () => !await app.AskAsync(db => db.Reminders.AnyAsync()));
        Assert.Empty((await bob.PageAsync("/later")).Texts("#due .excerpt"));
    }

    [Fact]
    public async Task Times_that_are_over_and_messages_of_others_are_refused()
    {
        using var ann = await app.SignUpAsync("ann");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync("Refusals");
        await ann.SayAsync(room, "words");
        await RemindAsync(ann, room, 1, "1h");
        var reminder = await app.AskAsync(db => db.Reminders.SingleAsync());

        using var past = await ann.PostAsync($"/rooms/{room}/1/remind", ("When", "at"), ("At", "2000-01-01T09:00"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, past.StatusCode);
        Assert.Contains("This time is over.", (await Visitor.ReadAsync(past)).Words(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/rooms/{room}/1/remind", ("When", "1h")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.GetAsync($"/rooms/{room}/1/remind").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/later/reminders/{reminder.Id}/dismiss").StatusOfAsync());
    }

    private static async Task RemindAsync(Visitor visitor, long room, long number, string when)
    {
        using var answer = await visitor.PostAsync($"/rooms/{room}/{number}/remind", ("When", when));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
