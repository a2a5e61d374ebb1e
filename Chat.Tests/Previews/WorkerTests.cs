using Chat.Data;
using Chat.Tests.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Previews;

/// <summary>Links are looked at in their time: after a restart, after a failure, and again when what is known is old.</summary>
public sealed class WorkerTests : IAsyncDisposable
{
    private readonly Web web = new();
    private readonly TestClock clock = new();
    private readonly Queries queries = new();

    [Fact]
    public async Task What_waits_is_looked_at_after_a_restart()
    {
        var folder = NewDatabase.InAFolderOfItsOwn();
        long room, number;
        string name;
        await using (var before = Cards.Program(web, folder: folder))
        {
            web.Answers("/slow", (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
            using var ann = await before.SignUpAsync("ann");
            name = ann.UserName;
            room = await ann.CreateRoomAsync("Kept");
            number = (await ann.SayAsync(room, web.At("/slow"))).Number;
            await Eventually.IsTrueAsync(() => web.Asked("/slow") == 1);
        }

        web.Publishes("/slow", "At last");
        await using (var after = Cards.Program(web, folder: folder))
        {
            using var ann = after.Visit();
            await ann.SignInAsync(name);
            Assert.Equal(["At last"], await ann.CardsAsync(room, number, 1));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_page_that_is_out_of_reach_is_tried_three_times_and_then_left_alone()
    {
        await using var app = Cards.Program(web, clock);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Patient");
        web.Fails("/down", 503);

        await ann.SayAsync(room, web.At("/down"));
        await TriedAsync(app, 1);
        clock.Advance(TimeSpan.FromSeconds(59));
        clock.Advance(TimeSpan.FromSeconds(1));
        await TriedAsync(app, 2);
        clock.Advance(TimeSpan.FromMinutes(10));
        await app.LooksAtAllAsync();

        Assert.Equal(3, web.Asked("/down"));
        // For an hour, others who link to it cost nothing.
        await ann.SayAsync(room, web.At("/down"));
        await app.LooksAtAllAsync();
        Assert.Equal(3, web.Asked("/down"));
    }

    [Fact]
    public async Task A_page_that_comes_back_gets_its_card()
    {
        await using var app = Cards.Program(web, clock);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Patient");
        web.Fails("/down", 503);
        var said = await ann.SayAsync(room, web.At("/down"));
        await TriedAsync(app, 1);

        web.Publishes("/down", "Up again");
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["Up again"], await ann.CardsAsync(room, said.Number, 1));
    }

    [Fact]
    public async Task What_a_page_said_is_good_for_a_day_and_outlives_its_failure()
    {
        await using var app = Cards.Program(web, clock);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Days");
        var link = web.Publishes("/daily", "Monday");
        var monday = await ann.SayAsync(room, link);
        await ann.CardsAsync(room, monday.Number, 1);

        clock.Skip(TimeSpan.FromHours(23));
        var same = await ann.SayAsync(room, link);
        await ann.CardsAsync(room, same.Number, 1);
        Assert.Equal(1, web.Asked("/daily"));

        clock.Skip(TimeSpan.FromHours(2));
        web.Publishes("/daily", "Tuesday");
        var tuesday = await ann.SayAsync(room, link);
        Assert.Equal(["Tuesday"], await ann.CardsAsync(room, tuesday.Number, 1));
        Assert.Equal(["Monday"], await ann.TitlesAsync(room, monday.Number));

        clock.Skip(TimeSpan.FromHours(25));
        web.Fails("/daily", 404);
        var gone = await ann.SayAsync(room, link);
        Assert.Equal(["Tuesday"], await ann.CardsAsync(room, gone.Number, 1));
    }

    [Fact]
    public async Task After_a_month_what_no_message_shows_is_removed()
    {
        await using var app = Cards.Program(web, clock);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Months");
        var kept = await ann.SayAsync(room, web.Publishes("/kept", "Kept"));
        var gone = await ann.SayAsync(room, web.Publishes("/gone", "Gone"));
        await ann.CardsAsync(room, kept.Number, 1);
        await ann.CardsAsync(room, gone.Number, 1);
        await ann.DeleteAsync(room, gone.Number);

        clock.Skip(TimeSpan.FromDays(29));
        await ann.PageAsync("/rooms");
        Assert.Equal(2, (await app.PreviewsAsync()).Count);
        clock.Skip(TimeSpan.FromDays(2));
        await Eventually.IsTrueAsync(async () => (await app.PreviewsAsync()).Count == 1);

        await Eventually.IsTrueAsync(() => Directory.GetFiles(Path.Combine(app.Folder, "previews")).Length == 1);
        Assert.Equal((await app.PreviewsAsync()).Single().Picture, Path.GetFileName(Directory.GetFiles(Path.Combine(app.Folder, "previews")).Single()));
        Assert.Equal(["Kept"], await ann.TitlesAsync(room, kept.Number));
    }

    [Fact]
    public async Task A_slow_server_holds_up_nobody_elses_page()
    {
        await using var app = Cards.Program(web);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Fast");
        var held = new TaskCompletionSource();
        web.Answers("/held", (_, _) => held.Task);
        for (var i = 0; i < 10; i++)
            await ann.SayAsync(room, web.At($"/held?{i}", "slow"));

        var said = await ann.SayAsync(room, web.Publishes("/quick", "Quick", "fast"));
        Assert.Equal(["Quick"], await ann.CardsAsync(room, said.Number, 1));

        // One at a time of the same server.
        Assert.InRange(web.Requests.Count(request => request.Contains("Host: slow", StringComparison.Ordinal)), 0, 1);
        held.SetResult();
    }

    [Fact]
    public async Task A_room_with_previews_takes_as_many_questions_as_one_without()
    {
        await using var app = Cards.Program(web);
        using var ann = await app.SignUpAsync("ann");
        var (plain, linked) = (await ann.CreateRoomAsync("Plain"), await ann.CreateRoomAsync("Linked"));
        for (var i = 0; i < 5; i++)
        {
            await ann.SayAsync(plain, $"words {i}");
            var said = await ann.SayAsync(linked, $"{web.Publishes($"/{i}a", "One")} {web.Publishes($"/{i}b", "Two")}");
            await ann.CardsAsync(linked, said.Number, 2);
        }

        await ann.PageAsync($"/rooms/{plain}");
        await ann.PageAsync($"/rooms/{linked}");
        var without = await queries.CountAsync(app, () => ann.PageAsync($"/rooms/{plain}"));
        var with = await queries.CountAsync(app, () => ann.PageAsync($"/rooms/{linked}"));

        Assert.Equal(without, with);
    }

    [Fact]
    public async Task What_came_of_it_is_counted()
    {
        await using var app = Cards.Program(web);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Counted");
        using var meters = new Meters(app);
        web.Has("/empty", "<p>");

        await ann.SayAsync(room, $"{web.Publishes("/good", "Good")} {web.At("/empty")} {web.At("/missing")}");
        await ann.SayAsync(room, "http://10.0.0.1/");
        await app.LooksAtAllAsync();

        Assert.Equal(
            ["chat.preview.fetches denied: 1", "chat.preview.fetches empty: 1", "chat.preview.fetches refused: 1", "chat.preview.fetches shown: 1"],
            meters.Moved("chat.preview.fetches"));
        await Eventually.IsTrueAsync(() => meters.Ask("chat.preview.waiting") == 0);
    }

    /// <summary>Until an attempt has failed and the next one waits.</summary>
    private Task TriedAsync(ChatApp app, int attempts) => Eventually.IsTrueAsync(() => app.AskAsync(async db =>
        await db.PreviewRequests.SingleAsync() is var request && request.Attempts == attempts
        && request.DueAt - clock.GetUtcNow() is { Ticks: > 0 } rest && rest != TimeSpan.FromMinutes(5)));

    public async ValueTask DisposeAsync()
    {
        queries.Dispose();
        await web.DisposeAsync();
    }
}
