using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>Choosing whom to write to: one person, or a group.</summary>
public sealed class GatherModel(ChatDb db, Groups groups, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long[] People { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    public long Me => me.Id;

    public Picker Picker { get; private set; } = null!;

    public IActionResult OnGet() => this.SeeOther("/groups/new");

    public async Task<IActionResult> OnGetNewAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }

    public IActionResult OnPostFind() => this.SeeOther(Picker.Query("/groups/new", Find, People));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        var (outcome, room) = await groups.OpenAsync(me.Id, People);
        return outcome is GatherOutcome.Done
            ? this.SeeOther($"/rooms/{room}")
            : await RefusedAsync(() => this.Invalid("", text.Refusal(outcome)), cancellationToken);
    }

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return answer();
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        Picker = await Picker.LoadAsync(db, me.Id, new PickerForm("/groups/new", "/groups", text["Start"]), Find, People, room: null, cancellationToken);
}

internal static class GatherRefusals
{
    public static string Refusal(this IStringLocalizer<Text> text, GatherOutcome outcome) => outcome switch
    {
        GatherOutcome.Nobody => text["Choose somebody first."],
        GatherOutcome.TooMany => text["A group has at most {0} people. For more, make a room.", Groups.MaxPeople],
        _ => text["Somebody among them cannot be reached."],
    };
}
