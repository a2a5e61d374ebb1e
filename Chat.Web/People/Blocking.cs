using Chat.Data;

namespace Chat.People;

/// <summary>Whether two people may reach each other.</summary>
public static class Blocking
{
    /// <summary>The ids of those whom the person has blocked or who have blocked them, as part of other queries.</summary>
    public static IQueryable<long> ApartFrom(this ChatDb db, long person) =>
        db.Blocks.Where(b => b.PersonId == person).Select(b => b.BlockedId)
            .Concat(db.Blocks.Where(b => b.BlockedId == person).Select(b => b.PersonId));

    /// <summary>One of the two has blocked the other. Neither is told which.</summary>
    public static bool AreApart(this ChatDb db, long one, long other) => db.ApartFrom(one).Contains(other);
}
