using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.Mentions;

/// <summary>What calls me: who, where, what, and the way there.</summary>
public sealed class IndexModel(ChatDb db, Inbox inbox, Limits limits, Me me) : PageModel
{
    /// <summary>The page goes on before this place.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<MentionView> Mentions { get; private set; } = [];

    public string? NextBefore => Mentions.Count == Inbox.PageSize ? Mentions[^1].Place.ToString() : null;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Mentions = await Inbox.ReadAsync(db, me.Id, Place.Parse(Before), cancellationToken);

    public async Task<IActionResult> OnPostAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.Busy(wait);
        await inbox.ReadAllAsync(me.Id);
        return this.SeeOther("/mentions");
    }
}
