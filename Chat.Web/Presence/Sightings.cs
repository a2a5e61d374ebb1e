using Chat.Data;
using Chat.People;
using Microsoft.EntityFrameworkCore;

namespace Chat.Presence;

/// <summary>
/// What one may know of others. Everybody sees whether everybody else is here, as names are no secret either; but who is
/// apart from one, has been deactivated or never was, is offline, and nothing more is said.
/// </summary>
internal sealed class Sightings(ChatDb db, Attendance attendance)
{
    /// <summary>People that one may ask about at once: a page of anything.</summary>
    public const int Max = 200;

    public async Task<IReadOnlyList<Sighting>> OfAsync(long viewer, IReadOnlyCollection<long> people, CancellationToken cancellationToken)
    {
        var apart = db.ApartFrom(viewer);
        var known = await db.Users
            .Where(p => people.Contains(p.Id) && p.DeactivatedAt == null)
            .Where(p => !apart.Contains(p.Id))
            .Select(p => new { p.Id, p.LastSeenAt, p.HidesLastSeen })
            .ToDictionaryAsync(p => p.Id, cancellationToken);
        return [.. people.Select(id => known.TryGetValue(id, out var person) ? Of(id, person.LastSeenAt, person.HidesLastSeen) : Nothing(id))];
    }

    private Sighting Of(long person, DateTimeOffset? kept, bool hides)
    {
        var (availability, seenAt) = attendance.Of(person);
        return new(person, availability, availability is Availability.Offline && !hides ? seenAt ?? kept : null);
    }

    private static Sighting Nothing(long person) => new(person, Availability.Offline);
}
