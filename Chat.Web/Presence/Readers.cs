using Chat.Accounts;
using Chat.Data;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Presence;

/// <summary>For the page of a room: how far the others have read, where that is shown.</summary>
[ViewComponent(Name = "Readers")]
public sealed class ReadersComponent(ChatDb db, Me me) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(long room) =>
        await Receipts.OfAsync(db, me.Id, room, HttpContext.RequestAborted) is { } readers
            ? View("/Presence/Readers.cshtml", readers)
            : Content("");
}
