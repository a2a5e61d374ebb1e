using Chat.Accounts;
using Chat.Previews;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.Admin;

/// <summary>Whether the server looks at what messages link to.</summary>
public sealed class PreviewsModel(PreviewSwitch previews, Lookout lookout, Limits limits, Me me) : PageModel
{
    [BindProperty]
    public bool On { get; set; }

    [TempData(Key = "PreviewsSaved")]
    public bool Saved { get; set; }

    public bool IsAllowed => previews.IsAllowed;

    public async Task OnGetAsync(CancellationToken cancellationToken) => On = await previews.IsOnAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        if (!IsAllowed || !await lookout.DecideAsync(me.Id, On))
            return NotFound();
        Saved = true;
        return this.SeeOther("/admin/previews");
    }
}
