using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.People;

/// <summary>How people keep others away, and let them come near again.</summary>
public sealed class Blocks(Writer writer, Hub hub)
{
    /// <summary>People whom one person blocks. Lists leave them out, and bear so many.</summary>
    public const int MaxBlocked = 2_000;

    /// <summary>Ends their friendship and what they have asked of each other.</summary>
    public async Task<TieOutcome> BlockAsync(long person, long other)
    {
        var (outcome, wereTied) = await writer.Run(scope => Block(scope, person, other));
        if (outcome is TieOutcome.Done)
            hub.TellRooms(person);
        // Who loses nothing is told nothing.
        if (wereTied)
            hub.TellRooms(other);
        return outcome;
    }

    public async Task<TieOutcome> UnblockAsync(long person, long other)
    {
        var blocked = await writer.Run(scope => scope.Db.Blocks.Where(b => b.PersonId == person && b.BlockedId == other).ExecuteDelete());
        if (blocked == 0)
            return TieOutcome.Unchanged;
        hub.TellRooms(person);
        return TieOutcome.Done;
    }

    private static (TieOutcome Outcome, bool WereTied) Block(WriteScope scope, long person, long other)
    {
        var db = scope.Db;
        if (person == other || !db.Users.Any(p => p.Id == other))
            return (TieOutcome.Nobody, false);
        if (db.Blocks.Any(b => b.PersonId == person && b.BlockedId == other))
            return (TieOutcome.Unchanged, false);
        if (db.Blocks.Count(b => b.PersonId == person) >= MaxBlocked)
            return (TieOutcome.TooManyBlocked, false);
        db.Blocks.Add(new Block { PersonId = person, BlockedId = other, CreatedAt = scope.Now });
        db.SaveChanges();
        return (TieOutcome.Done, Untie(db, person, other));
    }

    private static bool Untie(ChatDb db, long person, long other) =>
        db.Friendships.Between(person, other).ExecuteDelete() + db.FriendRequests.Between(person, other).ExecuteDelete() > 0;
}
