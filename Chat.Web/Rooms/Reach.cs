using Chat.Data;
using Chat.People;

namespace Chat.Rooms;

/// <summary>Whom one may draw into a conversation.</summary>
internal static class Reach
{
    /// <summary>Somebody who is there and wants to be reached by this person, or the person themselves.</summary>
    public static bool CanReach(this ChatDb db, long person, long other) =>
        db.Users.Any(p => p.Id == other && p.DeactivatedAt == null) && !db.AreApart(person, other);

    /// <summary>Everybody else whom the person can reach.</summary>
    public static IQueryable<Person> ReachableBy(this ChatDb db, long person)
    {
        var apart = db.ApartFrom(person);
        return db.Users.Where(p => p.Id != person && p.DeactivatedAt == null && !apart.Contains(p.Id));
    }
}
