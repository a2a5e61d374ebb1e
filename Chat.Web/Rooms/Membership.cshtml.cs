using Chat.Accounts;
using Chat.Delivery;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.Rooms;

/// <summary>Coming, going and declining: forms of other pages post here.</summary>
public sealed class MembershipModel(Entrance entrance, Invitations invitations, Groups groups, Hub hub, Limits limits, Me me) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    public IActionResult OnGet() => this.SeeOther("/rooms");

    public async Task<IActionResult> OnPostJoinAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.Busy(wait);
        return await entrance.JoinAsync(me.Id, Id) is { } room ? this.SeeOther($"/rooms/{room}") : NotFound();
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancellationToken)
    {
        if (!await entrance.LeaveAsync(me.Id, Id))
            return NotFound();
        await groups.TellAsync(Id, cancellationToken);
        return this.SeeOther("/rooms");
    }

    public async Task<IActionResult> OnPostDeclineAsync()
    {
        await invitations.DeclineAsync(me.Id, Id);
        hub.TellRooms(me.Id);
        return this.SeeOther("/rooms");
    }
}
