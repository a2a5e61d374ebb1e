using Chat.Data;

namespace Chat.Rooms;

/// <summary>What owners and moderators do to the people of a room.</summary>
public sealed class Moderation(Writer writer)
{
    /// <summary>Out of the room; back by the way that is open to everybody.</summary>
    public Task<ModerationOutcome> RemoveAsync(long actor, long room, long person) =>
        ActAsync(actor, room, person, (scope, place) =>
        {
            scope.Exit(place.Room!, place);
            scope.Audit(actor, Deeds.Removed, room, person);
        });

    /// <summary>Out of the room, and not back by any way.</summary>
    public Task<ModerationOutcome> BanAsync(long actor, long room, long person) => writer.Run(scope =>
    {
        if (scope.PlaceOf(actor, room) is not { Role: not Role.Member } mine)
            return ModerationOutcome.NotYours;
        // Whoever slips out at this moment is banned all the same, but only those who were in can be.
        if (!scope.Db.Memberships.Any(m => m.RoomId == room && m.PersonId == person))
            return ModerationOutcome.NobodyThere;
        var place = scope.PlaceOf(person, room);
        if (actor == person || !mine.Role.MayActOn(place?.Role ?? Role.Member))
            return ModerationOutcome.NotAllowed;
        if (scope.Db.Bans.Any(b => b.RoomId == room && b.PersonId == person))
            return ModerationOutcome.Done;
        scope.Db.Bans.Add(new Ban { RoomId = room, PersonId = person, BannedById = actor, CreatedAt = scope.Now });
        scope.Db.Invitations.RemoveRange(scope.Db.Invitations.Where(i => i.RoomId == room && i.PersonId == person));
        if (place is not null)
            scope.Exit(place.Room!, place);
        scope.Audit(actor, Deeds.Banned, room, person);
        return ModerationOutcome.Done;
    });

    public Task<ModerationOutcome> UnbanAsync(long actor, long room, long person) => writer.Run(scope =>
    {
        if (scope.RoomOf(actor, room, Role.Moderator) is null)
            return ModerationOutcome.NotYours;
        if (scope.Db.Bans.SingleOrDefault(b => b.RoomId == room && b.PersonId == person) is not { } ban)
            return ModerationOutcome.Done;
        scope.Db.Bans.Remove(ban);
        scope.Audit(actor, Deeds.Unbanned, room, person);
        return ModerationOutcome.Done;
    });

    /// <summary>Takes the word from a member for some time, or until it is given back.</summary>
    public Task<ModerationOutcome> SilenceAsync(long actor, long room, long person, TimeSpan? time) =>
        ActAsync(actor, room, person, (scope, place) =>
        {
            scope.Silence(place.Room!, place, time is { } span ? scope.Now + span : Voices.UntilLifted);
            scope.Audit(actor, Deeds.Silenced, room, person, time is { } minutes ? $"{(int)minutes.TotalMinutes}" : null);
        });

    public Task<ModerationOutcome> UnsilenceAsync(long actor, long room, long person) =>
        ActAsync(actor, room, person, (scope, place) =>
        {
            if (place.SilencedUntil is null)
                return;
            scope.Silence(place.Room!, place, until: null);
            scope.Audit(actor, Deeds.Unsilenced, room, person);
        });

    /// <summary>Owners raise and lower everybody, themselves included, but leave no room without an owner.</summary>
    public Task<ModerationOutcome> SetRoleAsync(long owner, long room, long person, Role role) => writer.Run(scope =>
    {
        if (scope.RoomOf(owner, room, Role.Owner) is null)
            return ModerationOutcome.NotYours;
        if (scope.PlaceOf(person, room) is not { } place)
            return ModerationOutcome.NobodyThere;
        if (place.Role == role)
            return ModerationOutcome.Done;
        if (place.Role is Role.Owner && !scope.HasOwnerBeside(room, person))
            return ModerationOutcome.LastOwner;
        GiveRole(scope, owner, place, role);
        return ModerationOutcome.Done;
    });

    /// <summary>Makes another the owner and steps back to moderator.</summary>
    public Task<ModerationOutcome> HandOverAsync(long owner, long room, long person) => writer.Run(scope =>
    {
        if (scope.PlaceOf(owner, room) is not { Role: Role.Owner } mine)
            return ModerationOutcome.NotYours;
        if (owner == person || scope.PlaceOf(person, room) is not { } place)
            return ModerationOutcome.NobodyThere;
        GiveRole(scope, owner, place, Role.Owner);
        GiveRole(scope, owner, mine, Role.Moderator);
        return ModerationOutcome.Done;
    });

    private static void GiveRole(WriteScope scope, long owner, Membership place, Role role)
    {
        if (place.Role == role)
            return;
        scope.Raise(place.Room!, place, role);
        scope.Audit(owner, Deeds.RoleChanged, place.RoomId, place.PersonId, role.Word());
    }

    private Task<ModerationOutcome> ActAsync(long actor, long room, long person, Action<WriteScope, Membership> deed) => writer.Run(scope =>
    {
        if (scope.PlaceOf(actor, room) is not { Role: not Role.Member } mine)
            return ModerationOutcome.NotYours;
        if (scope.PlaceOf(person, room) is not { } place)
            return ModerationOutcome.NobodyThere;
        if (actor == person || !mine.Role.MayActOn(place.Role))
            return ModerationOutcome.NotAllowed;
        deed(scope, place);
        return ModerationOutcome.Done;
    });
}

public enum ModerationOutcome
{
    Done,

    /// <summary>There is no such room, or one keeps no order in it.</summary>
    NotYours,

    /// <summary>The person is not in the room.</summary>
    NobodyThere,

    /// <summary>The person's role is as high as one's own.</summary>
    NotAllowed,

    /// <summary>The room would be left without an owner.</summary>
    LastOwner,
}
