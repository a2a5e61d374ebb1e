using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Presence;

/// <summary>When people were last seen outlives the program, and costs next to nothing.</summary>
public sealed class LastSeenTests
{
    [Fact]
    public async Task However_often_people_come_and_go_it_is_written_once_a_minute_and_together()
    {
        var clock = new TestClock();
        await using var app = new ChatApp(clock: clock);
        var people = new List<Visitor>();
        while (people.Count < 10)
            people.Add(await app.SignUpAsync("p"));
        using var meters = new Meters(app);

        for (var round = 0; round < 10; round++)
        {
            foreach (var person in people)
                await person.ReportsAsync(round % 2 == 0 ? "active" : "idle");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(meters.Values("chat.commit.size"));
        clock.Advance(TimeSpan.FromSeconds(51));
        await Eventually.IsTrueAsync(() => app.AskAsync(async db => await db.Users.CountAsync(person => person.LastSeenAt != null) == people.Count));
        await Eventually.IsTrueAsync(() => Task.FromResult(meters.Sum("chat.commit.size") > 0)); // counted once it is on disk
        // Others have a minute's work, too: theirs is a write or two.
        Assert.InRange(meters.Sum("chat.commit.size"), 1, people.Count / 2);
        people.ForEach(person => person.Dispose());
    }

    [Fact]
    public async Task It_is_known_after_the_program_has_stopped_and_begun_anew()
    {
        var folder = NewDatabase.InAFolderOfItsOwn();
        var clock = new TestClock();
        string name;
        await using (var app = new ChatApp(folder, clock))
        {
            using var bob = await app.SignUpAsync("bob");
            name = bob.UserName;
            await bob.ReportsAsync("active");
        }

        clock.Advance(TimeSpan.FromMinutes(5));
        await using (var app = new ChatApp(folder, clock))
        {
            using var bob = app.Visit();
            await bob.SignInAsync(name);
            using var ann = app.Visit();
            await ann.SignUpAsync("ann", "Ann");

            Assert.Equal("offline, seen at 09:00:00", await ann.LooksForAsync(bob));
        }

        Directory.Delete(folder, recursive: true);
    }
}
