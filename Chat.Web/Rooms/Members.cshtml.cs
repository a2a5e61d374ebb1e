using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>Who is in the room, and inviting others.</summary>
public sealed class MembersModel(
    ChatDb db, Database database, Invitations invitations, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Members shown on a page.</summary>
    private const int PageSize = 500;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>The page goes on after this person's id.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [TempData]
    public string? Invited { get; set; }

    public string Epoch => database.Epoch;

    public MyRoom Room { get; private set; } = null!;

    public IReadOnlyList<MemberView> Members { get; private set; } = [];

    public long? NextAfter => Members.Count == PageSize ? Members[^1].Person : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
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
        InviteOutcome.TooMany => text["Too many invitations wait in this room."],
        _ => text["Nobody has this user name."],
    };

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { } room)
            return false;
        Room = room;
        Members = await db.Memberships
            .Where(m => m.RoomId == Id && m.LeftAt == null && m.PersonId > After)
            .OrderBy(m => m.PersonId)
            .Take(PageSize)
            .Select(m => new MemberView(m.PersonId, m.Person!.DisplayName, m.Person.UserName!, m.Role, room.Members))
            .ToListAsync(cancellationToken);
        return true;
    }
}
