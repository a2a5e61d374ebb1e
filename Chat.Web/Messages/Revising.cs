using Chat.Core;
using Chat.Data;

namespace Chat.Messages;

/// <summary>Second thoughts: an author edits or deletes a message of their own. Its number stays, its revision moves on.</summary>
public sealed class Revising(Writer writer, TimeProvider clock)
{
    /// <summary>The revision of the edit, or null if there is no such message of this author.</summary>
    public Task<long?> EditAsync(long author, long room, long number, string body)
    {
        var html = Markup.ToHtml(body);
        return writer.Run(scope => Revise(scope, author, room, number, message =>
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

    /// <summary>Leaves a tombstone; the words are gone from the database.</summary>
    public Task<long?> DeleteAsync(long author, long room, long number) =>
        writer.Run(scope => Revise(scope, author, room, number, message =>
        {
            if (message.DeletedAt is not null)
                return Revision.Unchanged;
            (message.Body, message.Html, message.IsLong) = ("", "", false);
            message.DeletedAt = clock.GetUtcNow();
            return Revision.Made;
        }));

    private static long? Revise(WriteScope scope, long author, long room, long number, Func<Message, Revision> change)
    {
        var message = scope.Db.Messages.SingleOrDefault(m =>
            m.RoomId == room && m.Number == number && m.AuthorId == author &&
            scope.Db.Memberships.Any(p => p.RoomId == room && p.PersonId == author && p.LeftAt == null));
        if (message is null)
            return null;
        return change(message) switch
        {
            Revision.Refused => null,
            Revision.Unchanged => message.Rev,
            _ => Log(scope, message),
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
