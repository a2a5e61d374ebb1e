using Chat.Core;
using Chat.Data;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Messages;

/// <summary>Second thoughts: an author edits or deletes a message of their own. Its number stays, its revision moves on.</summary>
public sealed class Revising(Writer writer, Tails tails, IEnumerable<IMessageWitness> witnesses)
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
                message.EditedAt = scope.Now;
                return Revision.Made;
            }));
    }

    /// <summary>Leaves a tombstone; the words are gone from the database. One may take back what one said at any time.</summary>
    public Task<Revised> DeleteAsync(long author, long room, long number) =>
        writer.Run(scope => Revise(scope, author, room, number, message =>
        {
            if (message.DeletedAt is not null)
                return Revision.Unchanged;
            Bury(scope, message);
            return Revision.Made;
        }));

    private static void Bury(WriteScope scope, Message message)
    {
        (message.Body, message.Html, message.Lead, message.IsLong) = ("", "", "", false);
        (message.PinnedAt, message.PinnedById) = (null, null);
        message.DeletedAt = scope.Now;
        scope.Db.Versions.Where(v => v.RoomId == message.RoomId && v.Number == message.Number).ExecuteDelete();
        scope.Db.Reactions.Where(r => r.RoomId == message.RoomId && r.Number == message.Number).ExecuteDelete();
        scope.Db.Votes.Where(v => v.RoomId == message.RoomId && v.Number == message.Number).ExecuteDelete();
        scope.Db.Polls.Where(p => p.RoomId == message.RoomId && p.Number == message.Number).ExecuteDelete();
        scope.Db.Mentions.Where(m => m.RoomId == message.RoomId && m.Number == message.Number).ExecuteDelete();
    }

    private Revised Revise(WriteScope scope, long author, long room, long number, Func<Message, Revision> change)
    {
        var message = scope.Db.Messages.SingleOrDefault(m =>
            m.RoomId == room && m.Number == number && m.AuthorId == author &&
            scope.Db.Memberships.Any(p => p.RoomId == room && p.PersonId == author && p.LeftAt == null));
        if (message is null)
            return default;
        var former = message.Body;
        return change(message) switch
        {
            Revision.Refused => default,
            Revision.Unchanged => new Revised(message.Rev),
            _ => new Revised(Record(scope, message, former)),
        };
    }

    private long Record(WriteScope scope, Message message, string former)
    {
        scope.Db.SaveChanges();
        foreach (var witness in witnesses)
            witness.Saw(scope, new WrittenMessage(
                message.RoomId, message.Number, message.AuthorId, message.Body, message.Html, message.CreatedAt, former));
        return tails.Redraw(scope, message);
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
