using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>One's folders: making, naming and dissolving them.</summary>
public sealed class FoldersModel(ChatDb db, Folders folders, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long? Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [TempData(Key = "FolderSaved")]
    public bool Saved { get; set; }

    public IReadOnlyList<Folder> Folders { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Id is not null)
            return NotFound();
        await LoadAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => WithNameAsync(
        async name => await folders.CreateAsync(me.Id, name)
            ? SeeSaved()
            : await RefusedAsync(() => this.Invalid(nameof(Name), text["You may have {0} folders.", Rooms.Folders.MaxFolders]), cancellationToken),
        cancellationToken);

    public Task<IActionResult> OnPostRenameAsync(CancellationToken cancellationToken) => WithNameAsync(
        async name => await folders.RenameAsync(me.Id, Id ?? 0, name) ? SeeSaved() : NotFound(), cancellationToken);

    public async Task<IActionResult> OnPostDeleteAsync() =>
        await folders.DeleteAsync(me.Id, Id ?? 0) ? SeeSaved() : NotFound();

    private async Task<IActionResult> WithNameAsync(Func<string, Task<IActionResult>> act, CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        var name = Names.Tidy(Name ?? "");
        return text.Refusal(Names.Check(name)) is { } refusal
            ? await RefusedAsync(() => this.Invalid(nameof(Name), refusal), cancellationToken)
            : await act(name);
    }

    private IActionResult SeeSaved()
    {
        Saved = true;
        return this.SeeOther("/folders");
    }

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return answer();
    }

    private async Task LoadAsync(CancellationToken cancellationToken) => Folders = await Rooms.Folders.OfAsync(db, me.Id, cancellationToken);
}
