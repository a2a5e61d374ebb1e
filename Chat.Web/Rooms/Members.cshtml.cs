using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>Who is in the room, and inviting others.</summary>
public sealed class MembersModel(
    ChatDb db, Database database, Invitations invitations, ILookupNormalizer normalizer, Limits limits, Me me, IStringLocalizer<Text> text)
    : PageModel
{
    /// <summary>Members shown on a page.</summary>
    private const int PageSize = 500;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>The page goes on after this person's id.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [TempData]
    public string? Invited { get; set; }

    public string Epoch => database.Epoch;

    public MyRoom Room { get; private set; } = null!;

    public IReadOnlyList<MemberView> Members { get; private set; } = [];

    public long? NextAfter => Members.Count == PageSize ? Members[^1].Person : null;

    /// <summary>Not all of the members are here: who comes in meanwhile may belong elsewhere.</summary>
    public bool IsPart => After > 0 || NextAfter is not null || !string.IsNullOrWhiteSpace(Find);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken) || Room.Kind is not RoomKind.Named)
            return NotFound();
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var outcome = await invitations.InviteAsync(Room, me.Id, UserName ?? "", cancellationToken);
        if (outcome is not InviteOutcome.Invited)
            return this.Invalid(nameof(UserName), Explain(outcome));
        Invited = UserName;
        return this.SeeOther($"/rooms/{Id}/members");
    }

    private string Explain(InviteOutcome outcome) => outcome switch
    {
        InviteOutcome.AlreadyIn => text["This person is in the room already."],
        InviteOutcome.Banned => text["This person is banned from the room."],
        InviteOutcome.Closed => text["Nobody can come into this room now."],
        InviteOutcome.TooMany => text["Too many invitations wait in this room."],
        _ => text["Nobody has this user name."],
    };

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { Kind: not RoomKind.Direct } room)
            return false;
        Room = room;
        Members = await Found()
            .OrderBy(m => m.PersonId)
            .Take(PageSize)
            .Select(m => new MemberView(Id, m.PersonId, m.Person!.DisplayName, m.Person.UserName!, m.Role, m.SilencedUntil, room.Members))
            .ToListAsync(cancellationToken);
        return true;
    }

    private IQueryable<Membership> Found()
    {
        var members = db.Memberships.Where(m => m.RoomId == Id && m.LeftAt == null && m.PersonId > After);
        if (string.IsNullOrWhiteSpace(Find))
            return members;
        var (name, handle) = (Names.Fold(Find), normalizer.NormalizeName(Find.Trim().TrimStart('@')));
        return members.Where(m => m.Person!.NameKey.Contains(name) || m.Person.NormalizedUserName!.Contains(handle));
    }
}
