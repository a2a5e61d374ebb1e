using Chat.Data;
using Chat.People;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>Whether somebody may speak in a room, and if not, why.</summary>
public enum Voice
{
    Free,

    /// <summary>Not in the room, or there is none.</summary>
    NotMember,

    Archived,

    Silenced,

    /// <summary>Only owners and moderators speak there.</summary>
    ReadOnly,

    /// <summary>One of the two in a direct chat has blocked the other, or closed the account. Nobody is told which.</summary>
    Undelivered,
}

/// <summary>Who may speak. Posting asks the same in its one statement, and asks here only for the reason.</summary>
public static class Voices
{
    /// <summary>The end of a silence that ends only when it is lifted.</summary>
    public static readonly DateTimeOffset UntilLifted = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_999);

    /// <summary>What can be told from the room and the place in it alone.</summary>
    public static Voice Of(bool isArchived, bool isReadOnly, Role role, DateTimeOffset? silencedUntil, DateTimeOffset now)
    {
        if (isArchived)
            return Voice.Archived;
        if (silencedUntil > now)
            return Voice.Silenced;
        return isReadOnly && role is Role.Member ? Voice.ReadOnly : Voice.Free;
    }

    public static Voice VoiceOf(this WriteScope scope, long room, long person, DateTimeOffset now)
    {
        var place = scope.Db.Memberships
            .Where(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null)
            .Select(m => new { IsArchived = m.Room!.ArchivedAt != null, m.Room.IsReadOnly, m.Role, m.SilencedUntil, m.Room.Kind })
            .SingleOrDefault();
        if (place is null)
            return Voice.NotMember;
        if (place.Kind is RoomKind.Direct && IsCutOff(scope.Db, room, person))
            return Voice.Undelivered;
        return Of(place.IsArchived, place.IsReadOnly, place.Role, place.SilencedUntil, now);
    }

    private static bool IsCutOff(ChatDb db, long room, long person)
    {
        var apart = db.ApartFrom(person);
        return db.Memberships.Any(other => other.RoomId == room && other.PersonId != person &&
            (other.Person!.DeactivatedAt != null || apart.Contains(other.PersonId)));
    }

    /// <summary>Why not, in the reader's words.</summary>
    public static string Refusal(this IStringLocalizer<Text> text, Voice voice) => voice switch
    {
        Voice.Archived => text["This room is archived: it is there to read, and nobody writes here any more."],
        Voice.Silenced => text["A moderator has silenced you."],
        Voice.ReadOnly => text["Only owners and moderators write here."],
        _ => text["This message was not delivered."],
    };
}
