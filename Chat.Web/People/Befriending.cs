using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.People;

/// <summary>How people become friends and cease to be. In each of these the first of the two is the one who acts.</summary>
public sealed class Befriending(Writer writer, Hub hub)
{
    /// <summary>Requests of one person that wait for an answer. Who has more asks everybody.</summary>
    public const int MaxSent = 200;

    /// <summary>Requests that wait for one person. Who has more no longer reads them.</summary>
    public const int MaxReceived = 500;

    /// <summary>Friends of one person: lists put them first, and bear so many.</summary>
    public const int MaxFriends = 2_000;

    /// <summary>Asks to be friends. Two who ask each other are friends.</summary>
    public Task<TieOutcome> AskAsync(long person, long other) => TellAsync(person, other, scope => Ask(scope, person, other));

    public Task<TieOutcome> AcceptAsync(long person, long other) => TellAsync(person, other, scope =>
    {
        if (HasAsked(scope, other, person))
            return Befriend(scope, person, other);
        return scope.Db.Friendships.Between(person, other).Any() ? TieOutcome.Unchanged : TieOutcome.Gone;
    });

    public Task<TieOutcome> DeclineAsync(long person, long other) => RemoveAsync(person, other,
        scope => scope.Db.FriendRequests.Where(r => r.FromId == other && r.ToId == person).ExecuteDelete());

    public Task<TieOutcome> WithdrawAsync(long person, long other) => RemoveAsync(person, other,
        scope => scope.Db.FriendRequests.Where(r => r.FromId == person && r.ToId == other).ExecuteDelete());

    /// <summary>What they have said to each other stays.</summary>
    public Task<TieOutcome> UnfriendAsync(long person, long other) => RemoveAsync(person, other,
        scope => scope.Db.Friendships.Between(person, other).ExecuteDelete());

    private static TieOutcome Ask(WriteScope scope, long person, long other)
    {
        var db = scope.Db;
        if (person == other || !db.Users.Any(p => p.Id == other))
            return TieOutcome.Nobody;
        if (db.Friendships.Between(person, other).Any() || HasAsked(scope, person, other))
            return TieOutcome.Unchanged;
        if (HasAsked(scope, other, person))
            return Befriend(scope, person, other);
        if (Refuses(scope, person, other) is { } refusal)
            return refusal;
        db.FriendRequests.Add(new FriendRequest { FromId = person, ToId = other, CreatedAt = scope.Now });
        db.SaveChanges();
        return TieOutcome.Done;
    }

    private static TieOutcome? Refuses(WriteScope scope, long person, long other)
    {
        if (scope.Db.FriendRequests.Count(r => r.FromId == person) >= MaxSent)
            return TieOutcome.TooManyRequests;
        if (IsFull(scope, person))
            return TieOutcome.TooManyFriends;
        return CannotBeReached(scope, person, other) || scope.Db.FriendRequests.Count(r => r.ToId == other) >= MaxReceived
            ? TieOutcome.NotDelivered
            : null;
    }

    private static TieOutcome Befriend(WriteScope scope, long person, long other)
    {
        if (IsFull(scope, person))
            return TieOutcome.TooManyFriends;
        if (IsFull(scope, other) || CannotBeReached(scope, person, other))
            return TieOutcome.NotDelivered;
        scope.Db.FriendRequests.Between(person, other).ExecuteDelete();
        scope.Db.Friendships.Add(new Friendship { LowId = Math.Min(person, other), HighId = Math.Max(person, other), Since = scope.Now });
        scope.Db.SaveChanges();
        return TieOutcome.Done;
    }

    private static bool HasAsked(WriteScope scope, long from, long to) =>
        scope.Db.FriendRequests.Any(r => r.FromId == from && r.ToId == to);

    private static bool IsFull(WriteScope scope, long person) => scope.Db.FriendsOf(person).Count() >= MaxFriends;

    private static bool CannotBeReached(WriteScope scope, long person, long other) =>
        scope.Db.AreApart(person, other) || scope.Db.Users.Any(p => p.Id == other && p.DeactivatedAt != null);

    private Task<TieOutcome> RemoveAsync(long person, long other, Func<WriteScope, int> remove) =>
        TellAsync(person, other, scope => remove(scope) > 0 ? TieOutcome.Done : TieOutcome.Unchanged);

    private async Task<TieOutcome> TellAsync(long person, long other, Func<WriteScope, TieOutcome> change)
    {
        var outcome = await writer.Run(change);
        if (outcome is TieOutcome.Done)
        {
            hub.TellRooms(person);
            hub.TellRooms(other);
        }

        return outcome;
    }
}
