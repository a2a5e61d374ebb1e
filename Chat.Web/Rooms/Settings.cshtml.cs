using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>Leaving, for everybody; name, entry and deletion, for the room's administrators.</summary>
public sealed class SettingsModel(ChatDb db, Upkeep upkeep, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
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

    /// <summary>The room's name typed once more, so that nobody deletes a room by a slip.</summary>
    [BindProperty]
    public string? Confirm { get; set; }

    // A key of its own: the account page keeps a word under its name, not a yes.
    [TempData(Key = "RoomSaved")]
    public bool Saved { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        (Name, Listed) = (Room.Name, Room.Listed);
        return Page();
    }

    public async Task<IActionResult> OnPostNameAsync(CancellationToken cancellationToken)
    {
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        Listed = Room.Listed;
        var name = Names.Tidy(Name ?? "");
        if (text.Refusal(Names.Check(name)) is { } refusal)
            return this.Invalid(nameof(Name), refusal);
        return Answer(await upkeep.RenameAsync(me.Id, Id, name));
    }

    public async Task<IActionResult> OnPostEntryAsync(CancellationToken cancellationToken)
    {
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        Name = Room.Name;
        if (Password?.Length > IndexModel.MaxPassword)
            return this.Invalid(nameof(Password), text["A room's password has at most {0} characters.", IndexModel.MaxPassword]);
        // An empty field keeps the present password, which nobody can read back to type it again.
        var password = RemovePassword ? "" : string.IsNullOrEmpty(Password) ? null : Password;
        return Answer(await upkeep.SetEntryAsync(me.Id, Id, password, Listed));
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        if (await RefuseAsync(cancellationToken) is { } refused)
            return refused;
        (Name, Listed) = (Room.Name, Room.Listed);
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

    private async Task<IActionResult?> RefuseAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken) || !Room.IsMine)
            return NotFound();
        return limits.Changes.Refuses(me.Id) is { } wait ? this.TooMany(wait) : null;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { } room)
            return false;
        Room = room;
        return true;
    }
}
