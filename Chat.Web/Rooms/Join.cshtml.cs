using Chat.Accounts;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>Into a room by its name and password.</summary>
public sealed class JoinModel(Entrance entrance, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.RoomPasswords.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var room = Password?.Length > IndexModel.MaxPassword
            ? null
            : await entrance.JoinByNameAsync(me.Id, Name ?? "", Password ?? "", cancellationToken);
        return room is { } id
            ? this.SeeOther($"/rooms/{id}")
            : this.Invalid("", text["There is no such room, or the password is wrong."]);
    }
}
