using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.Threads;

/// <summary>The threads that I follow.</summary>
public sealed class IndexModel(ChatDb db, ThreadMarks marks, Limits limits, Me me) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public FollowedPage Followed { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Followed = await FollowedThreads.ReadAsync(db, me.Id, ThreadCursor.Parse(Before), cancellationToken);

    public async Task<IActionResult> OnPostReadAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.Busy(wait);
        await marks.ReadAllAsync(me.Id);
        return Request.WantsJson() ? StatusCode(StatusCodes.Status204NoContent) : this.SeeOther("/threads");
    }
}
