using Chat.Core;
using Chat.Data;
using Chat.Messages;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Reactions;

/// <summary>
/// Reactions come and go: each person has each emoji once on a message. To have it twice, or to take back what is not
/// there, changes nothing, so a click may arrive as often as it likes.
/// </summary>
public sealed class Reacting(Writer writer, Tails tails)
{
    /// <summary>Different emoji on one message: more of them would bury its words.</summary>
    public const int MaxEmoji = 20;

    /// <param name="emoji">As <see cref="Emoji.IsOne"/> has let it pass.</param>
    public Task<Reacted> ReactAsync(long person, long room, long number, string emoji) =>
        ChangeAsync(person, room, number, (scope, message) => Add(scope, message, person, emoji));

    public Task<Reacted> TakeBackAsync(long person, long room, long number, string emoji) =>
        ChangeAsync(person, room, number, (scope, message) => Remove(scope, message, person, emoji));

    private Task<Reacted> ChangeAsync(long person, long room, long number, Func<WriteScope, Message, Effect> change) =>
        writer.Run(scope => Change(scope, person, room, number, change));

    /// <summary>Whoever reads may react, also where only owners and moderators write.</summary>
    private Reacted Change(WriteScope scope, long person, long room, long number, Func<WriteScope, Message, Effect> change)
    {
        var voice = scope.VoiceOf(room, person, scope.Now);
        if (voice is Voice.NotMember || scope.Db.Messages.SingleOrDefault(m => m.RoomId == room && m.Number == number) is not { } message)
            return new Reacted(ReactOutcome.NotThere);
        if (voice is not (Voice.Free or Voice.ReadOnly))
            return new Reacted(ReactOutcome.Refused, Voice: voice);
        if (message.DeletedAt is not null)
            return new Reacted(ReactOutcome.Deleted);
        return change(scope, message) switch
        {
            Effect.Made => new Reacted(ReactOutcome.Done, tails.Redraw(scope, message)),
            Effect.None => new Reacted(ReactOutcome.Done, message.Rev),
            _ => new Reacted(ReactOutcome.TooMany),
        };
    }

    private static Effect Add(WriteScope scope, Message message, long person, string emoji)
    {
        if (IsFull(scope, message, emoji))
            return Effect.TooMany;
        return Made(scope.Command("""
            INSERT INTO "Reactions" ("RoomId", "Number", "Emoji", "PersonId", "At") VALUES (@room, @number, @emoji, @person, @now)
            ON CONFLICT DO NOTHING
            """)
            .With("@room", message.RoomId).With("@number", message.Number).With("@emoji", emoji).With("@person", person)
            .With("@now", scope.Now.ToUnixTimeMilliseconds())
            .Execute());
    }

    private static bool IsFull(WriteScope scope, Message message, string emoji)
    {
        var known = scope.Db.Reactions
            .Where(r => r.RoomId == message.RoomId && r.Number == message.Number)
            .Select(r => r.Emoji).Distinct().ToList();
        return known.Count >= MaxEmoji && !known.Contains(emoji, StringComparer.Ordinal);
    }

    private static Effect Remove(WriteScope scope, Message message, long person, string emoji) =>
        Made(scope.Db.Reactions
            .Where(r => r.RoomId == message.RoomId && r.Number == message.Number && r.Emoji == emoji && r.PersonId == person)
            .ExecuteDelete());

    private static Effect Made(int rows) => rows > 0 ? Effect.Made : Effect.None;

    private enum Effect
    {
        Made,
        None,
        TooMany,
    }
}

/// <summary>The message's revision, if the reaction stands as it was asked for.</summary>
/// <param name="Voice">Why it was refused, if it was.</param>
public readonly record struct Reacted(ReactOutcome Outcome, long Rev = 0, Voice Voice = Voice.Free);

public enum ReactOutcome
{
    Done,

    /// <summary>No such message, or the person is not in its room.</summary>
    NotThere,

    Deleted,

    /// <summary>The message has as many different emoji as it may have.</summary>
    TooMany,

    /// <summary>The person may not speak there.</summary>
    Refused,
}
