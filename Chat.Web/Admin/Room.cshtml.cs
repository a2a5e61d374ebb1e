using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Admin;

/// <summary>One room from outside: deleting it, and giving it an owner when it has lost its own.</summary>
public sealed class RoomModel(ChatDb db, Stewardship stewardship, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    /// <summary>The room's name typed once more, so that nobody deletes a room by a slip.</summary>
    [BindProperty]
    public string? Confirm { get; set; }

    [TempData(Key = "KeptRoomSaved")]
    public bool Saved { get; set; }

    public KeptRoom Room { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOwnerAsync(CancellationToken cancellationToken)
    {
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        var outcome = await stewardship.HandOverAsync(me.Id, Id, UserName ?? "");
        Saved = outcome is HandOverOutcome.Done;
        return outcome switch
        {
            HandOverOutcome.NotFound => NotFound(),
            HandOverOutcome.NobodyOfThatName => this.Invalid(nameof(UserName), text["Nobody has this user name."]),
            HandOverOutcome.NotAMember => this.Invalid(nameof(UserName), text["This person is not in the room, and others are."]),
            HandOverOutcome.HasOwner => this.Invalid("", text["The room has an owner."]),
            _ => this.SeeOther($"/admin/rooms/{Id}"),
        };
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        if (Names.Fold(Confirm ?? "") != Names.Fold(Room.Name))
            return this.Invalid(nameof(Confirm), text["Type the name of the room to delete it."]);
        return await stewardship.DeleteAsync(me.Id, Id) ? this.SeeOther("/admin/rooms") : NotFound();
    }

    private async Task<IActionResult?> RefuseAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        return limits.Changes.Refuses(me.Id) is { } wait ? this.TooMany(wait) : null;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await KeptRoom.Of(db, db.Rooms.Named().Where(r => r.Id == Id)).SingleOrDefaultAsync(cancellationToken) is not { } room)
            return false;
        Room = room;
        return true;
    }
}
