using Chat.Core;
using Chat.Data;
using Chat.Data.Sqlite;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>
/// Removes what deleted rooms have left behind, a little at a time so that nobody's message waits for it. Asked for when
/// a room is deleted.
/// </summary>
internal sealed class Purge(Writer writer) : IRecurringJob
{
    public const string JobKind = "rooms.purge";

    /// <summary>Until then whoever has the room open is told that it is gone.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(1);

    private const int MessagesAtATime = 200;

    public string Kind => JobKind;

    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await writer.Run(PurgeSome))
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>False when there is nothing left to remove.</summary>
    private static bool PurgeSome(WriteScope scope)
    {
        var room = scope.Db.Rooms.Where(r => r.DeletedAt != null).Select(r => (long?)r.Id).FirstOrDefault();
        if (room is not { } id)
            return false;
        if (PurgeMessages(scope, id))
            return true;
        scope.Db.Log.Where(e => e.RoomId == id).ExecuteDelete();
        scope.Db.Memberships.Where(m => m.RoomId == id).ExecuteDelete();
        scope.Db.Rooms.Where(r => r.Id == id).ExecuteDelete();
        return true;
    }

    /// <summary>False when the room has none left.</summary>
    private static bool PurgeMessages(WriteScope scope, long room)
    {
        var oldest = scope.Db.Messages.AsNoTracking()
            .Where(m => m.RoomId == room)
            .OrderBy(m => m.Number)
            .Select(m => new IndexedMessage(m.RoomId, m.Number, m.AuthorId, m.Body, m.CreatedAt))
            .Take(MessagesAtATime)
            .ToList();
        if (oldest.Count == 0)
            return false;
        // What was deleted before the room is in no index any more.
        foreach (var message in oldest.Where(message => message.Body.Length > 0))
            MessageIndex.Remove(scope, message);
        var last = oldest[^1].Number;
        scope.Db.Messages.Where(m => m.RoomId == room && m.Number <= last).ExecuteDelete();
        return true;
    }
}
