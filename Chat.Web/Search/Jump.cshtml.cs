using Chat.Accounts;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.Search;

/// <summary>The quick switcher: as a page, and as the list that its dialog shows.</summary>
public sealed class JumpModel(Switcher switcher, Limits limits, Me me) : PageModel
{
    public const int MaxLength = 80;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public Destinations Found { get; private set; } = new([], []);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (limits.Searches.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        Found = await switcher.FindAsync(me.Id, Q?.Length > MaxLength ? Q[..MaxLength] : Q, cancellationToken);
        return Request.WantsFragment() ? Partial("/Search/_Destinations.cshtml", this) : Page();
    }
}
