using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>One member of a room, and what I may decide about them.</summary>
public sealed class MemberModel(
    ChatDb db, Moderation moderation, Limits limits, TimeProvider clock, Me me, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Minutes that one can be silenced for; 0 until it is lifted.</summary>
    private static readonly int[] Silences = [10, 60, 24 * 60, 0];

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Person { get; set; }

    [BindProperty]
    public int Minutes { get; set; }

    [BindProperty]
    public Role Role { get; set; }

    // Temporary data is one drawer for all pages: each needs its own key.
    [TempData(Key = "MemberChanged")]
    public bool Changed { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public MemberView Member { get; private set; } = null!;

    public bool IsMe => Person == me.Id;

    public bool MayAct => !IsMe && Room.IsKeeper && Room.Role.MayActOn(Member.Role);

    public bool IsSilenced => Member.SilencedUntil > clock.GetUtcNow();

    public IReadOnlyList<(Role Role, string Name, string What)> Roles =>
    [
        (Role.Member, text["Plain member"], text["Reads and writes."]),
        (Role.Moderator, text["Moderator"], text["Also silences, removes and bans members, and makes invite links."]),
        (Role.Owner, text["Owner"], text["Decides everything about the room."]),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) && !Member.HasLeft ? Page() : NotFound();

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken) =>
        DecideAsync(() => moderation.RemoveAsync(me.Id, Id, Person), cancellationToken);

    public Task<IActionResult> OnPostBanAsync(CancellationToken cancellationToken) =>
        DecideAsync(() => moderation.BanAsync(me.Id, Id, Person), cancellationToken);

    public async Task<IActionResult> OnPostSilenceAsync(CancellationToken cancellationToken)
    {
        if (!Silences.Contains(Minutes))
            return BadRequest();
        TimeSpan? time = Minutes == 0 ? null : TimeSpan.FromMinutes(Minutes);
        return await DecideAsync(() => moderation.SilenceAsync(me.Id, Id, Person, time), cancellationToken);
    }

    public Task<IActionResult> OnPostUnsilenceAsync(CancellationToken cancellationToken) =>
        DecideAsync(() => moderation.UnsilenceAsync(me.Id, Id, Person), cancellationToken);

    public async Task<IActionResult> OnPostRoleAsync(CancellationToken cancellationToken) =>
        Enum.IsDefined(Role) ? await DecideAsync(() => moderation.SetRoleAsync(me.Id, Id, Person, Role), cancellationToken) : BadRequest();

    public Task<IActionResult> OnPostHandoverAsync(CancellationToken cancellationToken) =>
        DecideAsync(() => moderation.HandOverAsync(me.Id, Id, Person), cancellationToken);

    private async Task<IActionResult> DecideAsync(Func<Task<ModerationOutcome>> deed, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var outcome = await deed();
        Changed = outcome is ModerationOutcome.Done;
        return outcome switch
        {
            ModerationOutcome.Done => this.SeeOther(await IsInAsync(cancellationToken) ? $"/rooms/{Id}/members/{Person}" : $"/rooms/{Id}/members"),
            ModerationOutcome.LastOwner => this.Invalid("", text["A room needs an owner: make somebody else one first."]),
            ModerationOutcome.NotAllowed => this.Invalid("", text["You may not decide that about this member."], StatusCodes.Status403Forbidden),
            _ => NotFound(),
        };
    }

    private Task<bool> IsInAsync(CancellationToken cancellationToken) =>
        db.Memberships.AnyAsync(m => m.RoomId == Id && m.PersonId == Person && m.LeftAt == null, cancellationToken);

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { } room)
            return false;
        Room = room;
        var member = await db.Memberships
            .Where(m => m.RoomId == Id && m.PersonId == Person)
            .Select(m => new { m.Person!.DisplayName, m.Person.UserName, m.Role, m.SilencedUntil, m.LeftAt })
            .SingleOrDefaultAsync(cancellationToken);
        if (member is null)
            return false;
        Member = member.LeftAt is null
            ? new MemberView(Id, Person, member.DisplayName, member.UserName!, member.Role, member.SilencedUntil, room.Members)
            : MemberView.Left(Id, Person, room.Members);
        return true;
    }
}
