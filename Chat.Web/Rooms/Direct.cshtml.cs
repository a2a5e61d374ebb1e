using Chat.Accounts;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.Rooms;

/// <summary>To the chat with one person: forms beside people's names post here.</summary>
public sealed class DirectModel(DirectChats direct, Limits limits, Me me) : PageModel
{
    [BindProperty]
    public long Person { get; set; }

    public IActionResult OnGet() => this.SeeOther("/groups/new");

    public async Task<IActionResult> OnPostAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.Busy(wait);
        return await direct.OpenAsync(me.Id, Person) is { } room ? this.SeeOther($"/rooms/{room}") : NotFound();
    }
}
