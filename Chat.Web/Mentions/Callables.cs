using Chat.Core;
using Chat.Data;
using Chat.Messages;
using Chat.People;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Mentions;

/// <summary>Those whom one may call in a room, while one types their name.</summary>
internal sealed class Callables(ChatDb db)
{
    /// <summary>People offered at once: as many as one takes in at a glance.</summary>
    private const int MaxFound = 8;

    /// <summary>The latest messages of a room, whose authors come first.</summary>
    private const int Lately = 100;

    /// <returns>Null if the person is not in the room.</returns>
    public async Task<Found?> FindAsync(long person, long room, string? find, CancellationToken cancellationToken)
    {
        if (find?.Length > Names.MaxLength || await MyRoom.FindAsync(db, person, room, cancellationToken) is not { } place)
            return null;
        var key = Names.Fold(find);
        return new Found(await PeopleAsync(person, place, key, cancellationToken), [.. All(place, key)]);
    }

    /// <summary>By any part of either name: who spoke lately, then friends, then those whose names begin so.</summary>
    private Task<List<FoundPerson>> PeopleAsync(long person, MyRoom room, string key, CancellationToken cancellationToken)
    {
        var friends = db.FriendsOf(person);
        var speakers = db.Messages.Where(m => m.RoomId == room.Id && m.Number > room.Head - Lately && m.Number <= room.Head).Select(m => m.AuthorId);
        return Members(person, room.Id)
            .Where(p => key == "" || p.NameKey.Contains(key) || p.NormalizedUserName!.Contains(key))
            .OrderByDescending(p => speakers.Contains(p.Id))
            .ThenByDescending(p => friends.Contains(p.Id))
            .ThenByDescending(p => p.NameKey.Substring(0, key.Length) == key || p.NormalizedUserName!.Substring(0, key.Length) == key)
            .ThenBy(p => p.NameKey)
            .ThenBy(p => p.Id)
            .Take(MaxFound)
            .Select(p => new FoundPerson(p.Id, p.DisplayName, p.UserName!))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The others in the room, but for those whom the person has blocked.</summary>
    private IQueryable<Person> Members(long person, long room) =>
        from member in db.Memberships
        where member.RoomId == room && member.LeftAt == null && member.PersonId != person
        where member.Person!.DeactivatedAt == null
        where !db.Blocks.Any(b => b.PersonId == person && b.BlockedId == member.PersonId)
        select member.Person!;

    private static IEnumerable<string> All(MyRoom room, string key) =>
        room.Kind is RoomKind.Direct || (room.Role is Role.Member && room.Members > Typesetting.MaxMembersToCall)
            ? []
            : new[] { Calls.EveryBody, Calls.WhoeverIsHere }.Where(all => all.StartsWith(key, StringComparison.Ordinal));

    public sealed record Found(IReadOnlyList<FoundPerson> People, IReadOnlyList<string> All);

    public sealed record FoundPerson(long Person, string Name, string Handle);
}
