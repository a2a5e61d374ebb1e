using Chat.Core;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>
/// The number at the app's icon: messages of direct chats and groups that are unread, and unread calls everywhere else.
/// Nobody's is counted twice, and of muted rooms nothing is counted.
/// </summary>
internal static class Badges
{
    /// <summary>Two questions, however many people they are.</summary>
    public static async Task<IReadOnlyDictionary<long, int>> OfAsync(ChatDb db, IReadOnlyCollection<long> people, CancellationToken cancellationToken)
    {
        var unread = await db.Memberships
            .Where(m => people.Contains(m.PersonId) && m.LeftAt == null && !m.IsMuted)
            .Where(m => m.Room!.Kind != RoomKind.Named && m.LastRead < m.Room.Head)
            .GroupBy(m => m.PersonId)
            .Select(rooms => new { Person = rooms.Key, Count = rooms.Sum(m => m.Room!.Head - m.LastRead) })
            .ToListAsync(cancellationToken);
        var calls = await (
            from mention in db.Mentions
            join membership in db.Memberships on new { mention.PersonId, mention.RoomId } equals new { membership.PersonId, membership.RoomId }
            where people.Contains(mention.PersonId) && !mention.IsRead && membership.LeftAt == null && !membership.IsMuted
            where membership.Room!.Kind == RoomKind.Named || mention.Number >= MessageNumber.MaxThread
            group mention by mention.PersonId into own
            select new { Person = own.Key, Count = (long)own.Count() }).ToListAsync(cancellationToken);
        return unread.Concat(calls)
            .GroupBy(each => each.Person)
            .ToDictionary(each => each.Key, each => (int)Math.Min(int.MaxValue, each.Sum(count => count.Count)));
    }
}
