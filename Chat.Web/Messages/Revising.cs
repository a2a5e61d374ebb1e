using Chat.Core;
using Chat.Data;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Messages;

/// <summary>Second thoughts: an author edits or deletes a message, a moderator deletes it. Its number stays, its revision moves on.</summary>
public sealed class Revising(Writer writer, Typesetting typesetting, Tails tails, IEnumerable<IMessageWitness> witnesses)
{
    /// <summary>Whoever may not speak may not edit: it would be speaking.</summary>
    public async Task<Revised> EditAsync(long author, long room, long number, string body)
    {
        var (html, calls) = await typesetting.RenderAsync(room, author, body);
        if (calls.People.Count > Calls.MaxPeople)
            return new Revised(CallsTooMany: true);
        return await writer.Run(scope => scope.VoiceOf(room, author, scope.Now) is not Voice.Free and var voice
            ? new Revised(Voice: voice)
            : Revise(scope, author, room, number, calls, message =>
            {
                if (message.DeletedAt is not null)
                    return Revision.Refused;
                if (message.Body == body)
                    return Revision.Unchanged;
                scope.KeepVersion(message);
                (message.Body, message.Html, message.IsLong) = (body, html, MessageText.IsLong(body));
                message.EditedAt = scope.Now;
                return Revision.Made;
            }));
    }

    /// <summary>
    /// Leaves a tombstone; the words are gone from the database. One may take back what one said at any time; who keeps
    /// order in a room with a name takes back what members said there, and that is noted.
    /// </summary>
    public Task<Revised> DeleteAsync(long person, long room, long number) => writer.Run(scope =>
    {
        if (Find(scope, person, room, number) is not { } message)
            return default;
        var isMine = message.AuthorId == person;
        var place = isMine ? null : scope.PlaceOf(person, room);
        if (!isMine && place is not { Role: not Role.Member })
            return default;
        if (message.DeletedAt is not null)
            return new Revised(message.Rev);
        if (!isMine && !place!.Role.MayActOn(scope.PlaceOf(message.AuthorId, room)?.Role ?? Role.Member))
            return new Revised(IsAbove: true);
        var former = message.Body;
        Bury(scope, message);
        if (!isMine)
            scope.Audit(person, Deeds.MessageDeleted, room, message.AuthorId, $"{number}");
        return new Revised(Record(scope, message, Calls.None, former));
    });

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

    private Revised Revise(WriteScope scope, long author, long room, long number, Calls calls, Func<Message, Revision> change)
    {
        if (Find(scope, author, room, number) is not { } message || message.AuthorId != author)
            return default;
        var former = message.Body;
        return change(message) switch
        {
            Revision.Refused => default,
            Revision.Unchanged => new Revised(message.Rev),
            _ => new Revised(Record(scope, message, calls, former)),
        };
    }

    private static Message? Find(WriteScope scope, long person, long room, long number) => scope.Db.Messages.SingleOrDefault(m =>
        m.RoomId == room && m.Number == number &&
        scope.Db.Memberships.Any(p => p.RoomId == room && p.PersonId == person && p.LeftAt == null));

    private long Record(WriteScope scope, Message message, Calls calls, string former)
    {
        scope.Db.SaveChanges();
        foreach (var witness in witnesses)
            witness.Saw(scope, new WrittenMessage(
                message.RoomId, message.Number, message.AuthorId, message.Body, message.Html, message.CreatedAt, former)
            { Calls = calls });
        return tails.Redraw(scope, message);
    }

    private enum Revision
    {
        Made,
        Unchanged,
        Refused,
    }
}

/// <summary>The revision of the change; null if there is no such message for that person, or it may not be changed.</summary>
/// <param name="CallsTooMany">It would call more people than a message may.</param>
/// <param name="IsAbove">Its author's role is as high as one's own.</param>
public readonly record struct Revised(long? Rev = null, Voice Voice = Voice.Free, bool CallsTooMany = false, bool IsAbove = false);
