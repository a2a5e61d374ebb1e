using Chat.Data;
using Chat.Presence;
using Chat.Push;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>Takes notifications off devices again, and puts their numbers right.</summary>
internal sealed class Withdrawals(Writer writer, Pushing pushing, Attendance attendance)
{
    /// <summary>In one piece of work, so that nobody's message waits long for them.</summary>
    public const int AtATime = 50;

    public async Task TakeBackAsync(ChatDb db, IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        if (notices.Count == 0)
            return;
        var badges = await Badges.OfAsync(db, [.. notices.Select(notice => notice.PersonId).Distinct()], cancellationToken);
        foreach (var some in notices.Chunk(AtATime))
        {
            await writer.Run(scope =>
            {
                foreach (var notice in some)
                    TakeBack(scope, notice, badges.GetValueOrDefault(notice.PersonId));
            });
        }
    }

    /// <summary>
    /// Unless it tells of something newer meanwhile. A device that is in use has closed it by itself, and browsers count
    /// the pushes that show nothing.
    /// </summary>
    private void TakeBack(WriteScope scope, Notice notice, int badge)
    {
        if (Forget(scope, notice) == 0)
            return;
        var inUse = attendance.SessionsInUse(notice.PersonId);
        foreach (var device in scope.Db.PushSubscriptions.Where(s => s.PersonId == notice.PersonId).Select(s => new { s.Id, s.SessionId }).ToList())
        {
            if (!inUse.Contains(device.SessionId))
                pushing.Withdraw(scope, device.Id, Tags.OfRoom(notice.RoomId, notice.Thread), badge);
        }
    }

    private static int Forget(WriteScope scope, Notice notice) => scope.Db.Notices
        .Where(n => n.PersonId == notice.PersonId && n.RoomId == notice.RoomId && n.Thread == notice.Thread && n.Number == notice.Number)
        .ExecuteDelete();
}
