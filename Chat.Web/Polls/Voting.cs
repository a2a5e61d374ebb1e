using Chat.Data;
using Chat.Messages;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Polls;

/// <summary>
/// Votes come, change and go until the poll is closed. Each says which option is meant and whether it is to be chosen,
/// so the same vote from two devices counts once, however they race.
/// </summary>
public sealed class Voting(Writer writer, Tails tails)
{
    /// <summary>Where only one may be chosen, it takes the place of the former choice.</summary>
    public Task<Voted> VoteAsync(long person, long room, long number, int option) =>
        ChangeAsync(person, room, number, (scope, poll) =>
        {
            if (option < 0 || option >= poll.OptionTexts().Count)
                return VoteOutcome.NotThere;
            var own = Own(scope, poll, person);
            if (own.Any(vote => vote.Option == option))
                return VoteOutcome.Unchanged;
            if (!poll.IsMultiple)
                scope.Db.Votes.RemoveRange(own);
            scope.Db.Votes.Add(new Vote { RoomId = room, Number = number, PersonId = person, Option = option });
            return VoteOutcome.Done;
        });

    public Task<Voted> WithdrawAsync(long person, long room, long number, int option) =>
        ChangeAsync(person, room, number, (scope, poll) =>
        {
            var own = Own(scope, poll, person).FindAll(vote => vote.Option == option);
            scope.Db.Votes.RemoveRange(own);
            return own.Count > 0 ? VoteOutcome.Done : VoteOutcome.Unchanged;
        });

    private static List<Vote> Own(WriteScope scope, Poll poll, long person) =>
        [.. scope.Db.Votes.Where(v => v.RoomId == poll.RoomId && v.Number == poll.Number && v.PersonId == person)];

    /// <summary>Whoever reads may vote, also where only owners and moderators write.</summary>
    private Task<Voted> ChangeAsync(long person, long room, long number, Func<WriteScope, Poll, VoteOutcome> change) =>
        writer.Run(scope => Change(scope, person, room, number, (poll, _) =>
            poll.ClosedAt is not null ? VoteOutcome.Closed : change(scope, poll)));

    /// <summary>The author may, and whoever keeps order in the room.</summary>
    public Task<Voted> CloseAsync(long person, long room, long number) =>
        writer.Run(scope => Change(scope, person, room, number, (poll, message) =>
        {
            if (message.AuthorId != person && scope.RoomOf(person, room, Role.Moderator) is null)
                return VoteOutcome.NotThere;
            if (poll.ClosedAt is not null)
                return VoteOutcome.Unchanged;
            poll.ClosedAt = scope.Now;
            return VoteOutcome.Done;
        }));

    private Voted Change(WriteScope scope, long person, long room, long number, Func<Poll, Message, VoteOutcome> change)
    {
        var voice = scope.VoiceOf(room, person, scope.Now);
        if (voice is Voice.NotMember
            || scope.Db.Messages.SingleOrDefault(m => m.RoomId == room && m.Number == number) is not { } message
            || scope.Db.Polls.SingleOrDefault(p => p.RoomId == room && p.Number == number) is not { } poll)
            return new Voted(VoteOutcome.NotThere);
        if (voice is not (Voice.Free or Voice.ReadOnly))
            return new Voted(VoteOutcome.Refused, Voice: voice);
        return change(poll, message) switch
        {
            VoteOutcome.Done => new Voted(VoteOutcome.Done, tails.Redraw(scope, message)),
            var outcome => new Voted(outcome, message.Rev),
        };
    }
}

/// <summary>The message's revision, if the vote stands as it was asked for.</summary>
/// <param name="Voice">Why it was refused, if it was.</param>
public readonly record struct Voted(VoteOutcome Outcome, long Rev = 0, Voice Voice = Voice.Free);

public enum VoteOutcome
{
    Done,

    /// <summary>It stood so before.</summary>
    Unchanged,

    /// <summary>No such poll or option, or the person is not in its room, or may not close it.</summary>
    NotThere,

    Closed,

    /// <summary>The person may not speak there.</summary>
    Refused,
}
