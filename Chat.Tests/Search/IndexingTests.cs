using System.Net;
using Chat.Data;
using Chat.Data.Sqlite;
using Chat.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Search;

/// <summary>The index goes with its messages, whatever happens to them or to it.</summary>
public sealed class IndexingTests : IDisposable
{
    private readonly string folder = NewDatabase.InAFolderOfItsOwn();

    [Fact]
    public async Task Messages_of_an_older_version_are_indexed_after_the_upgrade()
    {
        string ann;
        long room;
        await using (var app = new ChatApp(folder))
        {
            using var visitor = await app.SignUpAsync("ann");
            (ann, room) = (visitor.UserName, await visitor.CreateRoomAsync("Old times"));
            for (var n = 1; n <= 450; n++)
                await visitor.SayAsync(room, $"heron {n}");
            await app.WriteAsync(Forget);
        }

        await using var next = new ChatApp(folder);
        using var again = next.Visit();
        await again.SignInAsync(ann);
        await again.SayAsync(room, "heron 451");
        await again.EditAsync(room, 2, "stork 2");
        await again.DeleteAsync(room, 3);
        await Eventually.IsTrueAsync(() => next.Services.GetRequiredService<Indexing>().IsDone);

        Assert.Equal([$"/rooms/{room}/451", $"/rooms/{room}/450"], (await again.FindAsync("heron")).Take(2));
        Assert.Equal([$"/rooms/{room}/137"], await again.FindAsync("heron 137"));
        Assert.Equal([$"/rooms/{room}/2"], await again.FindAsync("stork"));
        Assert.DoesNotContain($"/rooms/{room}/3", await again.FindAsync("\"heron 3\""));
        await AssertWholeAsync(next);
    }

    [Fact]
    public async Task The_command_makes_the_index_anew()
    {
        string ann;
        long room;
        await using (var app = new ChatApp(folder))
        {
            using var visitor = await app.SignUpAsync("ann");
            (ann, room) = (visitor.UserName, await visitor.CreateRoomAsync("Broken"));
            await visitor.SayAsync(room, "pelican");
            await app.WriteAsync(scope => scope.Command("""INSERT INTO "SearchIndex" ("SearchIndex") VALUES ('delete-all')""").Execute());
            Assert.Empty(await visitor.FindAsync("pelican"));
        }

        Assert.Equal(0, await Program.Build([$"--Chat:Data={folder}", "--Logging:LogLevel:Default=Critical"]).RebuildSearchAsync());

        await using var next = new ChatApp(folder);
        using var again = next.Visit();
        await again.SignInAsync(ann);
        Assert.Equal([$"/rooms/{room}/1"], await again.FindAsync("pelican"));
        await AssertWholeAsync(next);
    }

    [Fact]
    public async Task Nothing_stays_behind_in_the_index()
    {
        var clock = new TestClock();
        await using var app = new ChatApp(folder, clock);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("To be gone");
        await ann.SayAsync(room, "a cormorant");
        await ann.SayAsync(room, "또 다른 이야기");
        await ann.EditAsync(room, 1, "an albatross");
        await ann.DeleteAsync(room, 2);
        using var deleted = await ann.PostAsync($"/rooms/{room}/settings/delete", ("Confirm", "To be gone"));
        Assert.Equal(HttpStatusCode.SeeOther, deleted.StatusCode);

        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.IsTrueAsync(async () => await app.AskAsync(db => db.Rooms.AllAsync(r => r.Id != room)));

        Assert.Equal(0, await TokensAsync(app, room));
    }

    [Fact]
    public async Task Where_a_clock_was_set_back_what_is_edited_is_found_all_the_same()
    {
        await using var app = new ChatApp(folder);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Out of time");
        foreach (var word in new[] { "osprey", "harrier", "goshawk" })
            await ann.SayAsync(room, word);
        await app.WriteAsync(scope =>
        {
            var tomorrow = scope.Now.AddDays(1);
            scope.Db.Messages.Where(m => m.RoomId == room && m.Number == 1).ExecuteUpdate(set => set.SetProperty(m => m.CreatedAt, tomorrow));
        });

        await ann.EditAsync(room, 1, "buzzard");
        await ann.EditAsync(room, 2, "kite");
        await ann.DeleteAsync(room, 3);

        Assert.Equal([$"/rooms/{room}/1"], await ann.FindAsync("buzzard"));
        Assert.Equal([$"/rooms/{room}/2"], await ann.FindAsync("kite"));
        foreach (var gone in new[] { "osprey", "harrier", "goshawk" })
            Assert.Empty(await ann.FindAsync(gone));
        await AssertWholeAsync(app);
    }

    [Fact]
    public async Task A_message_that_is_refused_leaves_nothing_in_the_index()
    {
        await using var app = new ChatApp(folder);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Rolled back");

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.WriteAsync(scope =>
        {
            MessageIndex.Add(scope, new(room, 1, ann.Id, "a flamingo", DateTimeOffset.UnixEpoch));
            throw new InvalidOperationException();
        }));

        Assert.Equal(0, await TokensAsync(app, room));
        await AssertWholeAsync(app);
    }

    [Fact]
    public async Task Days_are_those_of_the_reader()
    {
        var clock = new TestClock(); // 2099-11-20 09:00 UTC
        await using var app = new ChatApp(folder, clock);
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Days");
        await ann.SayAsync(room, "ibis on the 20th");
        clock.Skip(TimeSpan.FromHours(8)); // 17:00 UTC, the 21st in Seoul
        await ann.SayAsync(room, "ibis late");

        var (seoul, utc) = ("&zone=Asia%2FSeoul", "");

        Assert.Equal([$"/rooms/{room}/2"], await ann.FindAsync("ibis on:2099-11-21", seoul));
        Assert.Equal([$"/rooms/{room}/1"], await ann.FindAsync("ibis before:2099-11-21", seoul));
        Assert.Equal([$"/rooms/{room}/2"], await ann.FindAsync("ibis after:2099-11-20", seoul));
        Assert.Equal([$"/rooms/{room}/2", $"/rooms/{room}/1"], await ann.FindAsync("ibis on:2099-11-20", utc));
        Assert.Empty(await ann.FindAsync("ibis after:2099-11-20", utc));
        Assert.Equal([$"/rooms/{room}/2"], await ann.FindAsync("ibis on:today", seoul));
        Assert.Empty(await ann.FindAsync("ibis before:2099", seoul));
        Assert.Equal(2, (await ann.FindAsync("on:2099-11")).Count);
    }

    [Fact]
    public async Task Whoever_searches_without_end_is_asked_to_wait()
    {
        await using var app = new ChatApp(folder, settings: ("Chat:Limits:Searches", "2"));
        using var ann = await app.SignUpAsync("ann");
        await ann.FindAsync("one");
        await ann.FindAsync("two");

        using var answer = await ann.GetAsync("/search?q=three");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.NotEmpty((await Visitor.ReadAsync(answer)).Alert()!);
    }

    /// <summary>As a database that has never known an index, or one of another version.</summary>
    private static void Forget(WriteScope scope) =>
        scope.Command("""DELETE FROM "Settings" WHERE "Key" LIKE 'search-%'""").Execute();

    private static async Task<long> TokensAsync(ChatApp app, long room)
    {
        var found = 0L;
        await app.WriteAsync(scope => found = (long)scope.Command("""SELECT COUNT(*) FROM "SearchIndex" WHERE "SearchIndex" MATCH @room""").With("@room", $"room{room}").Scalar()!);
        return found;
    }

    /// <summary>SQLite itself has nothing to say against it.</summary>
    private static Task AssertWholeAsync(ChatApp app) =>
        app.WriteAsync(scope => scope.Command("""INSERT INTO "SearchIndex" ("SearchIndex") VALUES ('integrity-check')""").Execute());

    public void Dispose()
    {
        using (var connection = new SqliteConnection(new DataOptions { Data = folder }.SqliteConnection))
            SqliteConnection.ClearPool(connection);
        Directory.Delete(folder, recursive: true);
    }
}
