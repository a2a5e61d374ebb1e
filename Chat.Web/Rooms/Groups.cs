using Chat.Core;
using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>A few people without a name for what they are together. All are equal; any of them may give it one.</summary>
public sealed class Groups(ChatDb db, Writer writer, DirectChats direct, Hub hub)
{
    /// <summary>People in a group. More want a room with a name, that others can be invited to.</summary>
    public const int MaxPeople = 20;

    /// <summary>The group of exactly these people, made now if there is none. With one other it is a direct chat.</summary>
    public async Task<Gathered> OpenAsync(long person, IReadOnlyCollection<long> people)
    {
        var others = people.Where(other => other != person).ToHashSet();
        if (others.Count == 0)
            return new Gathered(GatherOutcome.Nobody);
        if (others.Count == 1)
            return await direct.OpenAsync(person, others.Single()) is { } chat
                ? new Gathered(GatherOutcome.Done, chat)
                : new Gathered(GatherOutcome.NotReached);
        if (others.Count >= MaxPeople)
            return new Gathered(GatherOutcome.TooMany);
        return await writer.Run(scope => Open(scope, person, others));
    }

    private static Gathered Open(WriteScope scope, long person, HashSet<long> others)
    {
        long[] all = [person, .. others];
        if (Find(scope.Db, person, all) is { } known)
            return new Gathered(GatherOutcome.Done, known);
        if (!others.All(other => scope.Db.CanReach(person, other)))
            return new Gathered(GatherOutcome.NotReached);
        var room = scope.CreateUnnamed(RoomKind.Group);
        foreach (var each in all)
            scope.Enter(room, each);
        return new Gathered(GatherOutcome.Done, room.Id);
    }

    private static long? Find(ChatDb db, long person, long[] all) => db.Memberships
        .Where(m => m.PersonId == person && m.LeftAt == null && m.Room!.Kind == RoomKind.Group && m.Room.Members == all.Length)
        .Where(m => m.Room!.Memberships.Count(o => o.LeftAt == null && all.Contains(o.PersonId)) == all.Length)
        .OrderByDescending(m => m.Room!.ActiveAt)
        .Select(m => (long?)m.RoomId)
        .FirstOrDefault();

    /// <summary>Any member brings others in.</summary>
    public async Task<GatherOutcome> AddAsync(long person, long room, IReadOnlyCollection<long> people, CancellationToken cancellationToken)
    {
        var outcome = await writer.Run(scope => Add(scope, person, room, people));
        if (outcome is GatherOutcome.Done)
            await TellAsync(room, cancellationToken);
        return outcome;
    }

    private static GatherOutcome Add(WriteScope scope, long person, long id, IReadOnlyCollection<long> people)
    {
        if (Group(scope, person, id) is not { } room)
            return GatherOutcome.NotIn;
        var present = scope.Db.Memberships.Where(m => m.RoomId == id && m.LeftAt == null).Select(m => m.PersonId).ToHashSet();
        var others = people.Where(other => !present.Contains(other)).ToHashSet();
        if (others.Count == 0)
            return GatherOutcome.Nobody;
        if (present.Count + others.Count > MaxPeople)
            return GatherOutcome.TooMany;
        if (!others.All(other => scope.Db.CanReach(person, other)))
            return GatherOutcome.NotReached;
        foreach (var other in others)
            scope.Enter(room, other);
        return GatherOutcome.Done;
    }

    /// <summary>Makes a room with a name of the group, for good: private at first, and its owner decides from then on.</summary>
    public async Task<UpkeepOutcome> NameAsync(long person, long room, string name, CancellationToken cancellationToken)
    {
        var outcome = await writer.Run(scope => Name(scope, person, room, name));
        if (outcome is UpkeepOutcome.Done)
            await TellAsync(db.Memberships.Where(m => m.RoomId == room), cancellationToken);
        return outcome;
    }

    private static UpkeepOutcome Name(WriteScope scope, long person, long id, string name)
    {
        if (Group(scope, person, id) is not { } room)
            return UpkeepOutcome.NotYours;
        var key = Names.Fold(name);
        if (scope.Db.Rooms.Any(other => other.NameKey == key))
            return UpkeepOutcome.NameTaken;
        (room.Kind, room.Name, room.NameKey) = (RoomKind.Named, name, key);
        scope.LogRoom(room);
        return UpkeepOutcome.Done;
    }

    private static Room? Group(WriteScope scope, long person, long id) => scope.Db.Memberships
        .Where(m => m.RoomId == id && m.PersonId == person && m.LeftAt == null && m.Room!.Kind == RoomKind.Group)
        .Select(m => m.Room)
        .SingleOrDefault();

    /// <summary>Who is in a group is its title, and everybody in it may have it before their eyes.</summary>
    public Task TellAsync(long room, CancellationToken cancellationToken) =>
        TellAsync(db.Memberships.Where(m => m.RoomId == room && m.Room!.Kind == RoomKind.Group), cancellationToken);

    private async Task TellAsync(IQueryable<Membership> memberships, CancellationToken cancellationToken)
    {
        var people = await memberships.Where(m => m.LeftAt == null).Select(m => m.PersonId).ToListAsync(cancellationToken);
        people.ForEach(hub.TellRooms);
    }
}

/// <summary>Where the people are together now, if they are.</summary>
public readonly record struct Gathered(GatherOutcome Outcome, long Room = 0);

public enum GatherOutcome
{
    Done,

    /// <summary>Nobody else was named, or nobody who is not there already.</summary>
    Nobody,

    /// <summary>Somebody is not there, or does not want to be reached; which of both is not told.</summary>
    NotReached,

    TooMany,

    /// <summary>It is no group that this person is in.</summary>
    NotIn,
}
