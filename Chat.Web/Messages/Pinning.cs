using Chat.Data;
using Chat.Rooms;

namespace Chat.Messages;

/// <summary>
/// What a room keeps in sight. Whoever may speak there pins; in a room with a name and many members, only those who keep
/// order: a wall on which hundreds pin shows nothing.
/// </summary>
public sealed class Pinning(Writer writer)
{
    /// <summary>Pinned messages of a room: what nobody reads through is no pin.</summary>
    public const int Max = 100;

    /// <summary>Members up to whom everybody pins.</summary>
    public const int SmallRoom = 20;

    public Task<Pinned> PinAsync(long person, long room, long number, bool on) => writer.Run(scope =>
    {
        if (scope.VoiceOf(room, person, scope.Now) is not Voice.Free and var voice)
            return new Pinned(voice is Voice.NotMember ? PinOutcome.NotFound : PinOutcome.Refused, Voice: voice);
        if (scope.Db.Messages.SingleOrDefault(m => m.RoomId == room && m.Number == number && m.DeletedAt == null) is not { } message)
            return new Pinned(PinOutcome.NotFound);
        if (!MayPin(scope, person, room))
            return new Pinned(PinOutcome.KeepersOnly);
        if (message.PinnedAt is not null == on)
            return new Pinned(PinOutcome.Done, message.Rev);
        if (on && scope.Db.Messages.Count(m => m.RoomId == room && m.PinnedAt != null) >= Max)
            return new Pinned(PinOutcome.TooMany);
        (message.PinnedAt, message.PinnedById) = on ? (scope.Now, person) : (default(DateTimeOffset?), default(long?));
        return new Pinned(PinOutcome.Done, scope.Amend(message));
    });

    private static bool MayPin(WriteScope scope, long person, long room) => scope.Db.Memberships.Any(m =>
        m.RoomId == room && m.PersonId == person &&
        (m.Room!.Kind != RoomKind.Named || m.Room.Members <= SmallRoom || m.Role != Role.Member));
}

/// <param name="Voice">Why it was refused, if it was.</param>
public readonly record struct Pinned(PinOutcome Outcome, long Rev = 0, Voice Voice = Voice.Free);

public enum PinOutcome
{
    Done,
    NotFound,

    /// <summary>Who may not speak may not pin.</summary>
    Refused,

    /// <summary>There are too many members for everybody to pin.</summary>
    KeepersOnly,

    TooMany,
}
