using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>Leaving, for everybody; name, entry and deletion, for the room's owners.</summary>
public sealed class SettingsModel(ChatDb db, Upkeep upkeep, Groups groups, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public bool RemovePassword { get; set; }

    [BindProperty]
    public bool Listed { get; set; } = true;

    [BindProperty]
    public bool IsReadOnly { get; set; }

    /// <summary>The room's name typed once more, so that nobody deletes a room by a slip.</summary>
    [BindProperty]
    public string? Confirm { get; set; }

    // Temporary data is one drawer for all pages: each needs its own key.
    [TempData(Key = "RoomSaved")]
    public bool Saved { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostNameAsync(CancellationToken cancellationToken)
    {
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        (Listed, IsReadOnly) = (Room.Listed, Room.IsReadOnly);
        var name = Names.Tidy(Name ?? "");
        if (text.Refusal(Names.Check(name)) is { } refusal)
            return this.Invalid(nameof(Name), refusal);
        return Answer(Room.Kind is RoomKind.Group
            ? await groups.NameAsync(me.Id, Id, name, cancellationToken)
            : await upkeep.RenameAsync(me.Id, Id, name));
    }

    public async Task<IActionResult> OnPostEntryAsync(CancellationToken cancellationToken)
    {
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        (Name, IsReadOnly) = (Room.Name, Room.IsReadOnly);
        if (Password?.Length > IndexModel.MaxPassword)
            return this.Invalid(nameof(Password), text["A room's password has at most {0} characters.", IndexModel.MaxPassword]);
        // An empty field keeps the present password, which nobody can read back to type it again.
        var password = RemovePassword ? "" : string.IsNullOrEmpty(Password) ? null : Password;
        return Answer(await upkeep.SetEntryAsync(me.Id, Id, password, Listed));
    }

    public async Task<IActionResult> OnPostWritersAsync(CancellationToken cancellationToken) =>
        await RefuseAsync(cancellationToken) ?? Answer(await upkeep.SetReadOnlyAsync(me.Id, Id, IsReadOnly));

    public async Task<IActionResult> OnPostArchiveAsync(CancellationToken cancellationToken) =>
        await RefuseAsync(cancellationToken) ?? Answer(await upkeep.SetArchivedAsync(me.Id, Id, archived: true));

    public async Task<IActionResult> OnPostUnarchiveAsync(CancellationToken cancellationToken) =>
        await RefuseAsync(cancellationToken) ?? Answer(await upkeep.SetArchivedAsync(me.Id, Id, archived: false));

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        Fill();
        if (Names.Fold(Confirm ?? "") != Names.Fold(Room.Name))
            return this.Invalid(nameof(Confirm), text["Type the name of the room to delete it."]);
        return await upkeep.DeleteAsync(me.Id, Id) is UpkeepOutcome.Done ? this.SeeOther("/rooms") : NotFound();
    }

    private IActionResult Answer(UpkeepOutcome outcome)
    {
        Saved = outcome is UpkeepOutcome.Done;
        return outcome switch
        {
            UpkeepOutcome.Done => this.SeeOther($"/rooms/{Id}/settings"),
            UpkeepOutcome.NameTaken => this.Invalid(nameof(Name), text["There is a room of this name already."]),
            _ => NotFound(),
        };
    }

    /// <summary>In a group all are equal: any of them may give it a name, and nothing else is there to change.</summary>
    private bool MayChange => Room.Kind is RoomKind.Group || Room.IsOwner;

    private async Task<IActionResult?> RefuseAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken) || !MayChange)
            return NotFound();
        if (limits.Changes.Refuses(me.Id) is not { } wait)
            return null;
        Fill();
        return this.TooMany(wait);
    }

    /// <summary>What the forms show that were not sent.</summary>
    private void Fill() => (Name, Listed, IsReadOnly) = (Room.Name, Room.Listed, Room.IsReadOnly);

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { Kind: not RoomKind.Direct } room)
            return false;
        Room = room;
        return true;
    }
}
