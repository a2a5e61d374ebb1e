using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Accounts;

/// <summary>Where one is signed in, and signing out there from here.</summary>
public sealed class DevicesModel(ChatDb db, Sessions sessions, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Devices shown, the latest used first. Whoever has more signs them all out.</summary>
    private const int MaxShown = 100;

    [BindProperty]
    public Guid Session { get; set; }

    [TempData(Key = "DeviceEnded")]
    public bool Ended { get; set; }

    public IReadOnlyList<SignedInDevice> Devices { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(wait, cancellationToken);
        if (!await sessions.EndAsync(me.Id, Session))
            return NotFound();
        return Done();
    }

    public async Task<IActionResult> OnPostOthersAsync(CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(wait, cancellationToken);
        await sessions.EndOthersAsync(me.Id, me.Session);
        return Done();
    }

    public string NameOf(Device device) => device switch
    {
        ({ } browser, { } system) => text["{0} on {1}", browser, system],
        _ => device.Browser ?? device.System ?? text["Unknown device"],
    };

    private IActionResult Done()
    {
        Ended = true;
        return this.SeeOther("/account/devices");
    }

    private async Task<IActionResult> RefusedAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return this.TooMany(wait);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var found = await db.Sessions.AsNoTracking()
            .Where(s => s.PersonId == me.Id)
            .OrderByDescending(s => s.Id == me.Session)
            .ThenByDescending(s => s.UsedAt)
            .Take(MaxShown)
            .ToListAsync(cancellationToken);
        Devices = [.. found.Select(s => new SignedInDevice(s.Id, Device.Of(s.UserAgent), s.Address, s.CreatedAt, s.UsedAt, s.Id == me.Session))];
    }
}

public sealed record SignedInDevice(
    Guid Id, Device Device, string Address, DateTimeOffset SignedInAt, DateTimeOffset UsedAt, bool IsThis);
