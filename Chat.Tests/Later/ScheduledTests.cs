using System.Net;
using Chat.Tests.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Later;

public sealed class ScheduledTests : IAsyncDisposable
{
    private readonly string folder = NewDatabase.InAFolderOfItsOwn();
    private readonly TestClock clock = new();
    private ChatApp app;

    public ScheduledTests() => app = new ChatApp(folder, clock);

    [Fact]
    public async Task It_is_said_at_its_time_in_the_order_of_times_and_once()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("On time");
        await ScheduleAsync(ann, room, "second", "3h");
        await ScheduleAsync(ann, room, "first", "1h");

        Assert.Empty(await ann.ReadRoomAsync($"/rooms/{room}"));
        Assert.Equal(["first", "second"], (await ann.PageAsync("/later")).Texts(".kept .excerpt"));
        clock.Skip(TimeSpan.FromHours(4));

        await Eventually.IsTrueAsync(async () => !await app.AskAsync(db => db.Scheduled.AnyAsync()));
        Assert.Equal([(1, "first"), (2, "second")], await ann.ReadRoomAsync($"/rooms/{room}"));
        Assert.Empty((await ann.PageAsync("/later")).Texts(".kept .excerpt"));
    }

    [Fact]
    public async Task It_survives_a_restart_and_what_is_overdue_is_sent_at_the_start()
    {
        var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Across the night");
        await ScheduleAsync(ann, room, "good morning", "tomorrow");
        await app.DisposeAsync();

        clock.Skip(TimeSpan.FromDays(2));
        app = new ChatApp(folder, clock);

        await Eventually.IsTrueAsync(async () => !await app.AskAsync(db => db.Scheduled.AnyAsync()));
        Assert.Equal(["good morning"], await app.AskAsync(db => db.Messages.Where(m => m.RoomId == room).Select(m => m.Body).ToListAsync()));
        ann.Dispose();
    }

    [Fact]
    public async Task What_was_said_already_is_not_said_again()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Half a crash");
        var id = Guid.NewGuid();
        await ScheduleAsync(ann, room, "once", "1h", id);
        await ann.SayAsync(room, "once", id);

        clock.Skip(TimeSpan.FromHours(2));

        await Eventually.IsTrueAsync(async () => !await app.AskAsync(db => db.Scheduled.AnyAsync()));
        Assert.Equal([(1, "once")], await ann.ReadRoomAsync($"/rooms/{room}"));
    }

    [Fact]
    public async Task Words_and_time_can_be_changed_and_it_can_be_sent_at_once_or_not_at_all()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Second thoughts");
        await ScheduleAsync(ann, room, "teh", "1h");
        await ScheduleAsync(ann, room, "never", "3h");
        var ids = await app.AskAsync(db => db.Scheduled.OrderBy(s => s.DueAt).Select(s => s.Id).ToListAsync());

        using var changed = await ann.PostAsync($"/later/scheduled/{ids[0]}", ("Body", "the"), ("When", "kept"));
        using var cancelled = await ann.SubmitAsync(await ann.PageAsync("/later"), $"form[action='/later/scheduled/{ids[1]}/cancel']");
        using var sent = await ann.SubmitAsync(await ann.FollowAsync(changed), $"form[action='/later/scheduled/{ids[0]}/send']");

        Assert.Equal($"/rooms/{room}", sent.Headers.Location!.ToString());
        Assert.Equal([(1, "the")], await ann.ReadRoomAsync($"/rooms/{room}"));
        Assert.False(await app.AskAsync(db => db.Scheduled.AnyAsync()));
    }

    [Theory]
    [InlineData("archive", "This room is archived: it is there to read, and nobody writes here any more.")]
    [InlineData("silence", "A moderator has silenced you.")]
    [InlineData("leave", "You were no longer in the room.")]
    public async Task Who_may_not_speak_at_that_time_is_told_why_and_loses_nothing(string what, string why)
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.CreateRoomAsync("Too late");
        await bob.JoinAsync(room);
        await ScheduleAsync(bob, room, "my last words", "1h");
        await (what switch
        {
            "archive" => ann.SetAsync(room, "archive"),
            "silence" => ann.SilenceAsync(room, bob),
            _ => bob.LeaveAsync(room),
        });

        clock.Skip(TimeSpan.FromHours(2));

        await Eventually.IsTrueAsync(async () => await app.AskAsync(db => db.Scheduled.AnyAsync(s => s.Failure != null)));
        var page = await bob.PageAsync("/later");
        Assert.Equal($"It was not sent. {why}", page.QuerySelector(".kept .error")!.TextContent.Trim());
        Assert.Equal("1", page.QuerySelector("#sidebar .count.due [aria-hidden]")!.TextContent);
        var form = await bob.PageAsync(page.Address(".kept a.button[href^='/later/scheduled']")!);
        Assert.Equal("my last words", form.QuerySelector("textarea[name=Body]")!.TextContent.Trim());
        Assert.Equal(0, await app.AskAsync(db => db.Messages.CountAsync()));
    }

    [Fact]
    public async Task Blocked_meanwhile_it_is_not_delivered()
    {
        using var ann = await app.SignUpAsync("ann");
        using var bob = await app.SignUpAsync("bob");
        var room = await ann.OpenDirectAsync(bob.Id);
        await ScheduleAsync(ann, room, "hello?", "1h");
        await app.BlockAsync(bob, ann);

        clock.Skip(TimeSpan.FromHours(2));

        await Eventually.IsTrueAsync(async () => await app.AskAsync(db => db.Scheduled.AnyAsync(s => s.Failure == "undelivered")));
    }

    [Fact]
    public async Task There_are_a_hundred_at_most_however_fast_they_come_and_one_press_is_one()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Flood");
        await ann.TokenAsync();
        var twice = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TryAsync(ann, room, "once", "1h", twice).StatusOfAsync()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 105).Select(n => TryAsync(ann, room, $"n {n}", "1h", Guid.NewGuid()).StatusOfAsync()));

        Assert.Equal(99, answers.Count(status => status == HttpStatusCode.SeeOther));
        Assert.Equal(100, await app.AskAsync(db => db.Scheduled.CountAsync()));
    }

    [Fact]
    public async Task Without_a_script_what_was_typed_comes_along_from_the_message_box()
    {
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("By hand, later");

        using var asked = await ann.PostAsync($"/rooms/{room}/schedule/compose", ("Body", "typed before"));

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal("typed before", (await Visitor.ReadAsync(asked)).QuerySelector("form.later textarea")!.TextContent.Trim());
        Assert.False(await app.AskAsync(db => db.Scheduled.AnyAsync()));
    }

    [Fact]
    public async Task What_others_schedule_is_theirs()
    {
        using var ann = await app.SignUpAsync("ann");
        using var eve = await app.SignUpAsync("eve");
        var room = await ann.CreateRoomAsync("Ann's plans");
        await ScheduleAsync(ann, room, "plan", "1h");
        var id = await app.AskAsync(db => db.Scheduled.Select(s => s.Id).SingleAsync());

        Assert.Equal(HttpStatusCode.NotFound, await TryAsync(eve, room, "mine", "1h", Guid.NewGuid()).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.GetAsync($"/later/scheduled/{id}").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/later/scheduled/{id}", ("Body", "hers"), ("When", "kept")).StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/later/scheduled/{id}/cancel").StatusOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, await eve.PostAsync($"/later/scheduled/{id}/send").StatusOfAsync());
    }

    private static async Task ScheduleAsync(Visitor visitor, long room, string body, string when, Guid? id = null)
    {
        using var answer = await TryAsync(visitor, room, body, when, id ?? Guid.NewGuid());
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> TryAsync(Visitor visitor, long room, string body, string when, Guid id) =>
        visitor.PostAsync($"/rooms/{room}/schedule", ("Body", body), ("When", when), ("ClientId", $"{id}"));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
