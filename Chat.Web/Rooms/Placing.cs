using Chat.Core;
using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>Where a person's rooms stand in their own sidebar. Nobody else sees it; all their devices do.</summary>
public sealed class Placing(Writer writer, Hub hub, IReadWitness witness)
{
    /// <summary>Favourites of one person. With more they are the list over again.</summary>
    public const int MaxFavourites = 200;

    public Task<PlacingOutcome> FavourAsync(long person, long room, bool favourite) => ChangeAsync(person, room, (scope, membership) =>
    {
        if (favourite && !membership.IsFavourite && scope.Db.Memberships.Count(m => m.PersonId == person && m.LeftAt == null && m.IsFavourite) >= MaxFavourites)
            return PlacingOutcome.TooMany;
        membership.IsFavourite = favourite;
        return PlacingOutcome.Done;
    });

    public Task<PlacingOutcome> MuteAsync(long person, long room, bool muted) => ChangeAsync(person, room, (_, membership) =>
    {
        membership.IsMuted = muted;
        return PlacingOutcome.Done;
    });

    /// <param name="of">Null for what is usual in such a room.</param>
    public Task<PlacingOutcome> NotifyAsync(long person, long room, NotifyOf? of) => ChangeAsync(person, room, (_, membership) =>
    {
        membership.NotifyOf = of;
        return PlacingOutcome.Done;
    });

    /// <param name="folder">One of the person's own; null takes the room out of its folder.</param>
    public Task<PlacingOutcome> MoveAsync(long person, long room, long? folder) => ChangeAsync(person, room, (scope, membership) =>
    {
        if (folder is not null && !scope.Db.Folders.Any(f => f.Id == folder && f.PersonId == person))
            return PlacingOutcome.NotThere;
        membership.FolderId = folder;
        return PlacingOutcome.Done;
    });

    /// <summary>Takes a direct chat out of the sidebar until something is said there. What was said until now counts as read.</summary>
    public Task<PlacingOutcome> HideAsync(long person, long room) => ChangeAsync(person, room, (scope, membership) =>
    {
        if (membership.Room!.Kind is not RoomKind.Direct)
            return PlacingOutcome.NotThere;
        (membership.HiddenAt, membership.LastRead) = (membership.Room.Head, membership.Room.Head);
        witness.HasRead(scope, person, room);
        return PlacingOutcome.Done;
    });

    private async Task<PlacingOutcome> ChangeAsync(long person, long room, Func<WriteScope, Membership, PlacingOutcome> change)
    {
        var outcome = await writer.Run(scope => Change(scope, person, room, change));
        if (outcome is PlacingOutcome.Done)
            hub.TellRooms(person);
        return outcome;
    }

    private static PlacingOutcome Change(WriteScope scope, long person, long room, Func<WriteScope, Membership, PlacingOutcome> change)
    {
        var membership = scope.Db.Memberships
            .Include(m => m.Room)
            .SingleOrDefault(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null);
        if (membership is null)
            return PlacingOutcome.NotThere;
        var outcome = change(scope, membership);
        scope.Db.SaveChanges();
        return outcome;
    }
}

public enum PlacingOutcome
{
    Done,

    /// <summary>The person is not in the room, or has no such folder.</summary>
    NotThere,

    TooMany,
}
