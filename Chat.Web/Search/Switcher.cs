using Chat.Core;
using Chat.Data;
using Chat.Data.Sqlite;
using Chat.People;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Search;

/// <summary>Rooms and people by a few letters of their names: the shortest way to any of them.</summary>
public sealed class Switcher(ChatDb db, TimeProvider clock, IStringLocalizer<Text> text)
{
    private const int MaxRooms = 8;
    private const int MaxPeople = 6;

    public async Task<Destinations> FindAsync(long person, string? typed, CancellationToken cancellationToken)
    {
        var letters = new Letters(typed);
        var mine = await MyRooms.OfAsync(db, person, cancellationToken);
        var rooms = Rooms(mine, letters);
        // Somebody with whom there is a chat stands among the rooms.
        var known = mine.Select(room => room.Title.Other).OfType<long>().ToHashSet();
        var people = letters.IsEmpty ? [] : (await PeopleAsync(person, letters, cancellationToken)).Where(other => !known.Contains(other.Id));
        return new Destinations(rooms, [.. people.Take(MaxPeople)]);
    }

    /// <summary>What begins with it before what has it within; of equals the one that is most alive.</summary>
    private List<Destination> Rooms(IReadOnlyList<MyRoom> mine, Letters letters) =>
    [
        .. mine
            .Select(room => (Room: room, Title: room.Title.In(text)))
            .Select(room => (room.Room, room.Title, At: letters.IndexIn(Names.Fold(room.Title))))
            .Where(room => room.At >= 0)
            .OrderBy(room => Letters.Rank(Names.Fold(room.Title), room.At))
            .Take(MaxRooms)
            .Select(room => new Destination(room.Room, room.Title)),
    ];

    private async Task<List<PersonView>> PeopleAsync(long person, Letters letters, CancellationToken cancellationToken)
    {
        var friends = db.FriendsOf(person);
        var others = db.Users.Where(p =>
            p.Id != person && p.DeactivatedAt == null
            && !db.Blocks.Any(b => b.PersonId == person && b.BlockedId == p.Id)
            && !db.Blocks.Any(b => b.PersonId == p.Id && b.BlockedId == person));
        return await letters.In(others)
            .OrderByDescending(p => friends.Contains(p.Id))
            .ThenByDescending(p => p.NameKey.StartsWith(letters.Key) || p.NormalizedUserName!.StartsWith(letters.Key))
            .ThenBy(p => p.NameKey)
            .ThenBy(p => p.Id)
            .Take(MaxRooms + MaxPeople)
            .SeenBy(db, person, clock.GetUtcNow())
            .ToListAsync(cancellationToken);
    }

    /// <summary>What was typed, and how it may be meant.</summary>
    private sealed class Letters(string? typed)
    {
        private readonly Hangul? hangul = Hangul.Read(typed?.Trim().TrimStart('@', '#') ?? "");

        public string Key { get; } = Names.Fold(typed).TrimStart('@', '#');

        public bool IsEmpty => Key.Length == 0;

        public int IndexIn(string name) => hangul?.IndexIn(name) ?? name.IndexOf(Key, StringComparison.Ordinal);

        public static int Rank(string name, int at) => at == 0 ? 0 : name[at - 1] == ' ' ? 1 : 2;

        public IQueryable<Person> In(IQueryable<Person> people) =>
            hangul is null ? people.Where(p => p.NameKey.Contains(Key) || p.NormalizedUserName!.Contains(Key)) : people.NamedLike(hangul);
    }
}

public sealed record Destinations(IReadOnlyList<Destination> Rooms, IReadOnlyList<PersonView> People)
{
    public bool IsEmpty => Rooms.Count == 0 && People.Count == 0;
}

public sealed record Destination(MyRoom Room, string Title);
