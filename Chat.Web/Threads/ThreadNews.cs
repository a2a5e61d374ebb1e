using System.Threading.Channels;
using Chat.Core;
using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.Threads;

/// <summary>
/// Tells those who follow a thread that there is something new, also where none of their devices shows its room: how
/// far they have read it, and how many of their threads have unread replies. Both are told whole, so that it does no
/// harm when some of it is lost.
/// </summary>
public sealed partial class ThreadNews(Writer writer, Hub hub, TimeProvider clock, IServiceScopeFactory scopes, ILogger<ThreadNews> logger)
    : BackgroundService
{
    /// <summary>In which several replies to one thread are told once: a busy thread would flood those who follow it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Channel<(long Room, long Thread)> moved = Channel.CreateUnbounded<(long, long)>(new() { SingleReader = true });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        writer.Committed += Take;
        try
        {
            while (await moved.Reader.WaitToReadAsync(stoppingToken))
            {
                await TellSomeAsync(stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
        finally
        {
            writer.Committed -= Take;
        }
    }

    private void Take(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            if (change.Kind is ChangeKind.Message && MessageNumber.ThreadOf(change.Subject) is { } thread)
                moved.Writer.TryWrite((change.Room, thread));
        }
    }

    private async Task TellSomeAsync(CancellationToken stoppingToken)
    {
        var threads = new HashSet<(long Room, long Thread)>();
        while (moved.Reader.TryRead(out var each))
            threads.Add(each);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
            foreach (var (room, thread) in threads)
                await TellFollowersAsync(db, room, thread, stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // They hear of it with the next reply, or with their next page.
            LogFailed(error);
        }
    }

    private async Task TellFollowersAsync(ChatDb db, long room, long thread, CancellationToken cancellationToken)
    {
        var followers = await db.Follows
            .Where(f => f.RoomId == room && f.Thread == thread && !f.IsEnded)
            .Where(f => db.Memberships.Any(m => m.RoomId == room && m.PersonId == f.PersonId && m.LeftAt == null))
            .Select(f => new { f.PersonId, f.LastRead })
            .ToListAsync(cancellationToken);
        foreach (var follower in followers.Where(follower => hub.IsHeardBy(follower.PersonId)))
            hub.TellThread(follower.PersonId, room, thread, follower.LastRead, await UnreadAsync(db, follower.PersonId, cancellationToken));
    }

    /// <summary>Tells the person's own devices how far they have read, or that they follow it no longer.</summary>
    internal async Task TellAsync(long person, long room, long thread)
    {
        if (!hub.IsHeardBy(person))
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChatDb>();
        var read = await db.Follows
            .Where(f => f.PersonId == person && f.RoomId == room && f.Thread == thread && !f.IsEnded)
            .Select(f => (int?)f.LastRead)
            .SingleOrDefaultAsync();
        hub.TellThread(person, room, thread, read, await UnreadAsync(db, person, CancellationToken.None));
    }

    /// <summary>All marks may have moved: the person's devices fetch them anew, with the sidebar.</summary>
    internal void TellAll(long person) => hub.TellReadBack(person);

    private static Task<int> UnreadAsync(ChatDb db, long person, CancellationToken cancellationToken) =>
        FollowedThreads.UnreadOf(db, person).CountAsync(cancellationToken);

    [LoggerMessage(EventName = "ThreadNewsFailed", Level = LogLevel.Error, Message = "Could not tell those who follow a thread of its new replies")]
    private partial void LogFailed(Exception error);
}
