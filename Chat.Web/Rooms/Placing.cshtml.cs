using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>What one does to a room in one's own sidebar, and what one hears of it; to scripts the forms alone.</summary>
public sealed class PlacingModel(ChatDb db, Placing placing, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty]
    public bool On { get; set; }

    [BindProperty]
    public long? Folder { get; set; }

    /// <summary>"everything", "mentions" or "nothing"; anything else is what is usual.</summary>
    [BindProperty]
    public string? Of { get; set; }

    [TempData(Key = "PlacingSaved")]
    public bool Saved { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public IReadOnlyList<Folder> Folders { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        return Request.WantsFragment() ? Partial("/Rooms/_Placing.cshtml", this) : Page();
    }

    public Task<IActionResult> OnPostFavouriteAsync(CancellationToken cancellationToken) =>
        ChangeAsync(() => placing.FavourAsync(me.Id, Id, On), cancellationToken);

    public Task<IActionResult> OnPostMuteAsync(CancellationToken cancellationToken) =>
        ChangeAsync(() => placing.MuteAsync(me.Id, Id, On), cancellationToken);

    public Task<IActionResult> OnPostNotifyAsync(CancellationToken cancellationToken) =>
        ChangeAsync(() => placing.NotifyAsync(me.Id, Id, Choice(Of)), cancellationToken);

    private static NotifyOf? Choice(string? word) => word switch
    {
        "everything" => NotifyOf.Everything,
        "mentions" => NotifyOf.Mentions,
        "nothing" => NotifyOf.Nothing,
        _ => null,
    };

    public Task<IActionResult> OnPostFolderAsync(CancellationToken cancellationToken) =>
        ChangeAsync(() => placing.MoveAsync(me.Id, Id, Folder), cancellationToken);

    public Task<IActionResult> OnPostHideAsync(CancellationToken cancellationToken) =>
        ChangeAsync(() => placing.HideAsync(me.Id, Id), cancellationToken);

    private async Task<IActionResult> ChangeAsync(Func<Task<PlacingOutcome>> change, CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        return await change() switch
        {
            PlacingOutcome.Done => Done(),
            PlacingOutcome.TooMany => await RefusedAsync(
                () => this.Invalid("", text["You may have {0} favourites.", Placing.MaxFavourites]), cancellationToken),
            _ => NotFound(),
        };
    }

    private IActionResult Done()
    {
        if (Request.WantsJson())
            return StatusCode(StatusCodes.Status204NoContent);
        Saved = true;
        return this.SeeOther($"/rooms/{Id}/sidebar");
    }

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken) =>
        Request.WantsJson() || await LoadAsync(cancellationToken) ? answer() : NotFound();

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { } room)
            return false;
        Room = room;
        Folders = await Rooms.Folders.OfAsync(db, me.Id, cancellationToken);
        return true;
    }
}
