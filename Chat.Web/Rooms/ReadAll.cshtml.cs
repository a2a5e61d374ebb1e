using Chat.Accounts;
using Chat.Core;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.Rooms;

/// <summary>
/// Marking all rooms read, and taking that back. The former marks stand in the form that is answered and nowhere else,
/// so the answer is the page itself: sent again, the request finds nothing left to do.
/// </summary>
public sealed class ReadAllModel(ReadMarks marks, Limits limits, Me me) : PageModel
{
    [BindProperty]
    public string? Marks { get; set; }

    public IActionResult OnGet() => this.SeeOther("/rooms");

    public async Task<IActionResult> OnPostAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.Busy(wait);
        Marks = ReadMarks.Write(await marks.ReadAllAsync(me.Id));
        ModelState.Clear();
        return Request.WantsJson() ? new JsonResult(new { marks = Marks }) : Page();
    }

    public async Task<IActionResult> OnPostUndoAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.Busy(wait);
        if (!Cursors.TryParse(Marks, ReadMarks.MaxBack, out var former))
            return BadRequest();
        await marks.TakeBackAsync(me.Id, former);
        return Request.WantsJson() ? StatusCode(StatusCodes.Status204NoContent) : this.SeeOther("/rooms");
    }
}
