using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>Bringing others into a group.</summary>
public sealed class AddPeopleModel(ChatDb db, Groups groups, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long[] People { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public Picker Picker { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public IActionResult OnPostFind() => this.SeeOther(Picker.Query($"/rooms/{Id}/people", Find, People));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        return await groups.AddAsync(me.Id, Id, People, cancellationToken) switch
        {
            GatherOutcome.Done => this.SeeOther($"/rooms/{Id}"),
            GatherOutcome.NotIn => NotFound(),
            var refused => await RefusedAsync(() => this.Invalid("", text.Refusal(refused)), cancellationToken),
        };
    }

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? answer() : NotFound();

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { Kind: RoomKind.Group } room)
            return false;
        Room = room;
        Picker = await Picker.LoadAsync(db, me.Id, new PickerForm($"/rooms/{Id}/people", $"/rooms/{Id}/people", text["Add"]), Find, People, Id, cancellationToken);
        return true;
    }
}
