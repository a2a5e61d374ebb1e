using Chat.Data;

namespace Chat.People;

/// <summary>Who is whose friend.</summary>
public static class Friends
{
    /// <summary>
    /// The ids of a person's friends, as part of other queries: <c>OrderByDescending(p => friends.Contains(p.Id))</c>
    /// puts them first.
    /// </summary>
    public static IQueryable<long> FriendsOf(this ChatDb db, long person) =>
        db.Friendships.Where(f => f.LowId == person).Select(f => f.HighId)
            .Concat(db.Friendships.Where(f => f.HighId == person).Select(f => f.LowId));

    public static IQueryable<Friendship> Between(this IQueryable<Friendship> friendships, long one, long other)
    {
        var (low, high) = (Math.Min(one, other), Math.Max(one, other));
        return friendships.Where(f => f.LowId == low && f.HighId == high);
    }

    /// <summary>What waits between two people, whoever asked.</summary>
    public static IQueryable<FriendRequest> Between(this IQueryable<FriendRequest> requests, long one, long other) =>
        requests.Where(r => (r.FromId == one && r.ToId == other) || (r.FromId == other && r.ToId == one));
}
