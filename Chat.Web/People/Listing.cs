using Chat.Accounts;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.People;

/// <summary>People in the order of every list of them: friends first, then by name. A page at a time.</summary>
public sealed class Listing(ChatDb db, Me me, TimeProvider clock)
{
    /// <summary>People on a page.</summary>
    public const int PageSize = 100;

    /// <param name="after">The last person of the page before; 0 for the first page.</param>
    public async Task<PeoplePage> ReadAsync(IQueryable<Person> people, long after, CancellationToken cancellationToken)
    {
        var friends = db.FriendsOf(me.Id);
        var rest = after > 0 ? await BeyondAsync(people, friends, after, cancellationToken) : people;
        var page = await rest
            .OrderByDescending(p => friends.Contains(p.Id))
            .ThenBy(p => p.NameKey)
            .ThenBy(p => p.Id)
            .Take(PageSize + 1)
            .SeenBy(db, me.Id, clock.GetUtcNow())
            .ToListAsync(cancellationToken);
        return page.Count > PageSize ? new PeoplePage(page[..PageSize], page[PageSize - 1].Id) : new PeoplePage(page, null);
    }

    private async Task<IQueryable<Person>> BeyondAsync(
        IQueryable<Person> people, IQueryable<long> friends, long after, CancellationToken cancellationToken)
    {
        var last = await db.Users
            .Where(p => p.Id == after)
            .Select(p => new { p.NameKey, IsFriend = friends.Contains(p.Id) })
            .SingleOrDefaultAsync(cancellationToken);
        if (last is null)
            return people;
#pragma warning disable CA1309 // It is the database that compares, byte by byte.
        return people.Where(p =>
            (last.IsFriend && !friends.Contains(p.Id))
            || (friends.Contains(p.Id) == last.IsFriend
                && (string.Compare(p.NameKey, last.NameKey) > 0 || (p.NameKey == last.NameKey && p.Id > after))));
#pragma warning restore CA1309
    }
}

/// <param name="Next">Where the next page goes on, if there is one.</param>
public sealed record PeoplePage(IReadOnlyList<PersonView> People, long? Next)
{
    public static PeoplePage Empty { get; } = new([], null);
}
