using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.Presence;

/// <summary>Who hears of whose coming and going. Asked for many people at once: three questions, however many they are.</summary>
internal sealed class Circles(ChatDb db, Hub hub)
{
    /// <summary>In larger rooms the members do not know each other, and each change would go to all of them.</summary>
    public const int MaxMembers = 100;

    private readonly Dictionary<long, HashSet<long>> circles = [];

    /// <summary>
    /// Each person's friends, those who view a room that they are both in, and those who have a direct chat or a group
    /// with them in their sidebar; nobody who has blocked them or whom they have blocked.
    /// </summary>
    public async Task<IReadOnlyDictionary<long, HashSet<long>>> OfAsync(IReadOnlyCollection<long> people, CancellationToken cancellationToken)
    {
        foreach (var person in people)
            circles[person] = [];
        await AddFriendsAsync(people, cancellationToken);
        await AddCompanionsAsync(people, cancellationToken);
        await RemoveApartAsync(people, cancellationToken);
        return circles;
    }

    private async Task AddFriendsAsync(IReadOnlyCollection<long> people, CancellationToken cancellationToken)
    {
        var friends = await db.Friendships
            .Where(f => people.Contains(f.LowId) || people.Contains(f.HighId))
            .Select(f => new { f.LowId, f.HighId })
            .ToListAsync(cancellationToken);
        foreach (var pair in friends)
            Join(pair.LowId, pair.HighId);
    }

    private void Join(long one, long other)
    {
        circles.GetValueOrDefault(one)?.Add(other);
        circles.GetValueOrDefault(other)?.Add(one);
    }

    private async Task AddCompanionsAsync(IReadOnlyCollection<long> people, CancellationToken cancellationToken)
    {
        var places = await db.Memberships
            .Where(m => people.Contains(m.PersonId) && m.LeftAt == null && m.Room!.Members <= MaxMembers)
            .Select(m => new { m.PersonId, m.RoomId, m.Room!.Kind })
            .ToListAsync(cancellationToken);
        foreach (var place in places)
        {
            circles[place.PersonId].UnionWith(hub.ViewersOf(place.RoomId));
            if (place.Kind is not RoomKind.Named)
                circles[place.PersonId].UnionWith(hub.WatchersOf(place.RoomId));
        }
    }

    private async Task RemoveApartAsync(IReadOnlyCollection<long> people, CancellationToken cancellationToken)
    {
        var apart = await db.Blocks
            .Where(b => people.Contains(b.PersonId) || people.Contains(b.BlockedId))
            .Select(b => new { b.PersonId, b.BlockedId })
            .ToListAsync(cancellationToken);
        foreach (var pair in apart)
        {
            circles.GetValueOrDefault(pair.PersonId)?.Remove(pair.BlockedId);
            circles.GetValueOrDefault(pair.BlockedId)?.Remove(pair.PersonId);
        }
    }
}
