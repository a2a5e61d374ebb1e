using Chat.Data;
using Chat.Messages;
using Chat.Rooms;

namespace Chat.Previews;

/// <summary>Takes the previews off a message, for good. Its author may, as one may take back what one said, and so may whoever keeps order.</summary>
public sealed class Hiding(Writer writer, Tails tails)
{
    /// <returns>The revision of the change; null if there is no such message for the person to change.</returns>
    public Task<long?> HideAsync(long person, long room, long number) => writer.Run(scope =>
    {
        if (Find(scope, person, room, number) is not { } message)
            return null;
        if (message.HidesPreviews)
            return message.Rev;
        message.HidesPreviews = true;
        PreviewQueue.Drop(scope, room, number);
        if (message.AuthorId != person)
            scope.Audit(person, Deeds.PreviewsHidden, room, message.AuthorId);
        return (long?)tails.Redraw(scope, message);
    });

    private static Message? Find(WriteScope scope, long person, long room, long number)
    {
        var message = scope.Db.Messages.SingleOrDefault(m =>
            m.RoomId == room && m.Number == number && m.DeletedAt == null &&
            scope.Db.Memberships.Any(p => p.RoomId == room && p.PersonId == person && p.LeftAt == null));
        return message?.AuthorId == person || (message is not null && scope.RoomOf(person, room, Role.Moderator) is not null) ? message : null;
    }
}
