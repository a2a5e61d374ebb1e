using Chat.Core;
using Chat.Data;
using Chat.Rooms;

namespace Chat.Messages;

/// <summary>Second thoughts: an author edits or deletes a message of their own. Its number stays, its revision moves on.</summary>
public sealed class Revising(Writer writer, TimeProvider clock)
{
    /// <summary>Whoever may not speak may not edit: it would be speaking.</summary>
    public Task<Revised> EditAsync(long author, long room, long number, string body)
    {
        var html = Markup.ToHtml(body);
        return writer.Run(scope => scope.VoiceOf(room, author, scope.Now) is not Voice.Free and var voice
            ? new Revised(Voice: voice)
            : Revise(scope, author, room, number, message =>
            {
                if (message.DeletedAt is not null)
                    return Revision.Refused;
                if (message.Body == body)
                    return Revision.Unchanged;
                (message.Body, message.Html, message.IsLong) = (body, html, MessageText.IsLong(body));
                message.EditedAt = clock.GetUtcNow();
                return Revision.Made;
            }));
    }

    /// <summary>Leaves a tombstone; the words are gone from the database. One may take back what one said at any time.</summary>
    public Task<Revised> DeleteAsync(long author, long room, long number) =>
        writer.Run(scope => Revise(scope, author, room, number, message =>
        {
            if (message.DeletedAt is not null)
                return Revision.Unchanged;
            (message.Body, message.Html, message.IsLong) = ("", "", false);
            message.DeletedAt = clock.GetUtcNow();
            return Revision.Made;
        }));

    private static Revised Revise(WriteScope scope, long author, long room, long number, Func<Message, Revision> change)
    {
        var message = scope.Db.Messages.SingleOrDefault(m =>
            m.RoomId == room && m.Number == number && m.AuthorId == author &&
            scope.Db.Memberships.Any(p => p.RoomId == room && p.PersonId == author && p.LeftAt == null));
        if (message is null)
            return default;
        return change(message) switch
        {
            Revision.Refused => default,
            Revision.Unchanged => new Revised(message.Rev),
            _ => new Revised(Log(scope, message)),
        };
    }

    private static long Log(WriteScope scope, Message message)
    {
        var former = message.Rev;
        message.Rev = scope.Tick(message.RoomId);
        scope.Db.SaveChanges();
        var view = scope.Db.Messages.Where(m => m.RoomId == message.RoomId && m.Number == message.Number).Select(History.View).Single();
        scope.Log(new Change(message.RoomId, message.Rev, ChangeKind.Message, message.Number, view), replaces: former);
        return message.Rev;
    }

    private enum Revision
    {
        Made,
        Unchanged,
        Refused,
    }
}

/// <summary>The revision of the change; null if the author has no such message, or may not speak.</summary>
public readonly record struct Revised(long? Rev = null, Voice Voice = Voice.Free);
