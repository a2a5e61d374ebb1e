using Chat.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Data;

/// <summary>An operator sees how large commits are, how long they take, what waits for them and which fail.</summary>
public sealed class WriterMetricsTests
{
    [Fact]
    public async Task A_message_is_a_commit_of_one_write()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Commits");
        using var meters = new Meters(app);

        await ann.SayAsync(room, "one");
        await ann.SayAsync(room, "two");
        using var read = await ann.GetAsync($"/rooms/{room}");

        Assert.Equal([1, 1], meters.Values("chat.commit.size"));
        Assert.Equal(2, meters.Values("chat.commit.duration").Count(seconds => seconds > 0));
        Assert.Empty(meters.Values("chat.commit.failures"));
    }

    [Fact]
    public async Task Writes_that_wait_are_seen_and_share_a_commit()
    {
        await using var app = new ChatApp();
        var writer = app.Services.GetRequiredService<Writer>();
        using var meters = new Meters(app);
        using var disk = new SemaphoreSlim(0);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var slow = writer.Run(_ =>
        {
            begun.SetResult();
            disk.Wait();
        });
        await begun.Task;
        var queued = Enumerable.Range(0, 3).Select(_ => writer.Run(_ => { })).ToList();
        Assert.Equal(3, meters.Ask("chat.write.waiting"));
        disk.Release();
        await Task.WhenAll([slow, .. queued]);

        Assert.Equal(0, meters.Ask("chat.write.waiting"));
        Assert.Equal([1, 3], meters.Values("chat.commit.size"));
    }

    [Fact]
    public async Task A_commit_that_fails_counts_as_failed_and_not_as_done()
    {
        await using var app = new ChatApp();
        using var ann = await app.SignUpAsync("ann");
        var room = await ann.CreateRoomAsync("Broken");
        var writer = app.Services.GetRequiredService<Writer>();
        using var meters = new Meters(app);

        // The database finds only when it commits that this member is nobody.
        await Assert.ThrowsAsync<SqliteException>(() => writer.Run(scope =>
        {
            scope.Command("PRAGMA defer_foreign_keys=ON").Execute();
            scope.Command("""UPDATE "Memberships" SET "PersonId" = 999 WHERE "RoomId" = @room""").With("@room", room).Execute();
        }));

        Assert.Equal(["chat.commit.failures: 1"], meters.Moved("chat.commit"));
    }

    [Fact]
    public async Task Work_that_fails_by_itself_fails_no_commit()
    {
        await using var app = new ChatApp();
        var writer = app.Services.GetRequiredService<Writer>();
        using var meters = new Meters(app);

        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.Run(scope => scope.Tick(999)));
        await writer.Run(_ => { });

        Assert.Equal([1, 1], meters.Values("chat.commit.size"));
        Assert.Empty(meters.Values("chat.commit.failures"));
    }
}
