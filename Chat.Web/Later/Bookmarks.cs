using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Later;

/// <summary>Messages that a person keeps for later.</summary>
public sealed class Bookmarks(Writer writer)
{
    /// <summary>Kept by one person. Beyond that one searches.</summary>
    public const int Max = 5_000;

    public Task<KeepOutcome> SetAsync(long person, long room, long number, bool on) => writer.Run(scope =>
    {
        var mine = scope.Db.Bookmarks.Where(b => b.PersonId == person && b.RoomId == room && b.Number == number);
        if (!on)
            return mine.ExecuteDelete() > 0 || Sees(scope, person, room, number) ? KeepOutcome.Done : KeepOutcome.NotFound;
        if (!Sees(scope, person, room, number))
            return KeepOutcome.NotFound;
        if (mine.Any())
            return KeepOutcome.Done;
        if (scope.Db.Bookmarks.Count(b => b.PersonId == person) >= Max)
            return KeepOutcome.TooMany;
        scope.Db.Bookmarks.Add(new Bookmark { PersonId = person, RoomId = room, Number = number, At = scope.Now });
        scope.Db.SaveChanges();
        return KeepOutcome.Done;
    });

    /// <summary>A message that is still there, in a room that the person is in.</summary>
    internal static bool Sees(WriteScope scope, long person, long room, long number) => scope.Db.Messages.Any(m =>
        m.RoomId == room && m.Number == number && m.DeletedAt == null &&
        scope.Db.Memberships.Any(p => p.RoomId == room && p.PersonId == person && p.LeftAt == null));
}

public enum KeepOutcome
{
    Done,
    NotFound,
    TooMany,
}
