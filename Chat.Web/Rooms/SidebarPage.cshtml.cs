using System.Globalization;
using Chat.Accounts;
using Chat.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Chat.Rooms;

/// <summary>The sidebar alone, for when one's rooms have changed. The ETag spares sending it again unchanged.</summary>
public sealed class SidebarPageModel(ChatDb db, Me me) : PageModel
{
    public SidebarView Sidebar { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Sidebar = await SidebarView.LoadAsync(db, me.Id, cancellationToken);
        var tag = $"\"{Hash():x8}\"";
        if (Request.Headers.IfNoneMatch == tag)
            return StatusCode(StatusCodes.Status304NotModified);
        Response.Headers[HeaderNames.ETag] = tag;
        return Page();
    }

    private int Hash()
    {
        var hash = new HashCode();
        hash.Add(CultureInfo.CurrentUICulture.Name);
        hash.Add(Sidebar.DisplayName);
        hash.Add(Sidebar.Invitations);
        hash.Add(Sidebar.Requests);
        hash.Add(Sidebar.Threads);
        hash.Add(Sidebar.Due);
        foreach (var folder in Sidebar.OwnFolders)
            hash.Add((folder.Id, folder.Name));
        foreach (var room in Sidebar.Rooms)
            hash.Add((room, Sidebar.MentionsIn(room)));
        return hash.ToHashCode();
    }
}
