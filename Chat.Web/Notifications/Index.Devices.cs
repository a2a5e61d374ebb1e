using Chat.Accounts;
using Chat.Push;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Notifications;

/// <summary>The devices that I am notified on.</summary>
public sealed partial class IndexModel
{
    [BindProperty]
    public long Id { get; set; }

    public IReadOnlyList<PushDevice> Devices { get; private set; } = [];

    public async Task<IActionResult> OnPostTestAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        return await subscriptions.TestAsync(me.Id, Id) ? Done("test") : NotFound();
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        return await subscriptions.RemoveAsync(me.Id, Id) ? Done("devices") : NotFound();
    }

    public string NameOf(Device device) => device switch
    {
        ({ } browser, { } system) => text["{0} on {1}", browser, system],
        _ => device.Browser ?? device.System ?? text["Unknown device"],
    };

    /// <summary>A status of two hundred and something is the service's word that it has it.</summary>
    public string ResultOf(PushDevice device) => device.LastResult is { Length: 3 } status && status[0] == '2'
        ? text["The push service has taken it."]
        : text["The push service has not taken it: {0}", device.LastResult ?? "?"];

    private async Task ShowDevicesAsync() => Devices = await subscriptions.ListAsync(db, me.Id, me.Session, HttpContext.RequestAborted);
}
