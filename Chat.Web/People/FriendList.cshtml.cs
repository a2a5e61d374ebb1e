using Chat.Accounts;
using Chat.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.People;

/// <summary>One's friends, what is asked of one, what one has asked, and whom one blocks.</summary>
public sealed class FriendListModel(ChatDb db, Listing listing, Me me, TimeProvider clock) : PageModel
{
    /// <summary>Requests shown. Who answers some sees the next.</summary>
    private const int MaxShown = 100;

    /// <summary>The list of friends goes on after this one.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    /// <summary>The list of blocked people goes on after this one.</summary>
    [BindProperty(SupportsGet = true)]
    public long BlockedAfter { get; set; }

    public PeoplePage Friends { get; private set; } = PeoplePage.Empty;

    public PeoplePage Blocked { get; private set; } = PeoplePage.Empty;

    public IReadOnlyList<PersonView> Received { get; private set; } = [];

    public IReadOnlyList<PersonView> Sent { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var friends = db.FriendsOf(me.Id);
        Received = await LongestWaitingAsync(db.FriendRequests.Where(r => r.ToId == me.Id), r => r.From!, cancellationToken);
        Sent = await LongestWaitingAsync(db.FriendRequests.Where(r => r.FromId == me.Id), r => r.To!, cancellationToken);
        Friends = await listing.ReadAsync(
            db.Users.Where(p => friends.Contains(p.Id) && p.DeactivatedAt == null), After, cancellationToken);
        Blocked = await listing.ReadAsync(
            db.Users.Where(p => db.Blocks.Any(b => b.PersonId == me.Id && b.BlockedId == p.Id)), BlockedAfter, cancellationToken);
    }

    private Task<List<PersonView>> LongestWaitingAsync(
        IQueryable<FriendRequest> requests, System.Linq.Expressions.Expression<Func<FriendRequest, Person>> who, CancellationToken cancellationToken) =>
        requests
            .OrderBy(r => r.CreatedAt)
            .Take(MaxShown)
            .Select(who)
            .SeenBy(db, me.Id, clock.GetUtcNow())
            .ToListAsync(cancellationToken);
}
