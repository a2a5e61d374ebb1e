using System.Globalization;
using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Push;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Notifications;

/// <summary>When, of what and on which devices I am notified; in files of their own what I listen for, and my devices.</summary>
public sealed partial class IndexModel(
    ChatDb db, Preferences preferences, Subscriptions subscriptions, Limits limits, Me me, TimeProvider clock, IStringLocalizer<Text> text) : PageModel
{
    private const string ClockFormat = "HH':'mm";

    private Person person = null!;

    /// <summary>As browsers send a time: 22:00. Empty for never.</summary>
    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public string? For { get; set; }

    [TempData(Key = "NotificationsSaved")]
    public string? Saved { get; set; }

    /// <summary>Null if the person has told none.</summary>
    public string? ZoneName => person.TimeZone;

    /// <summary>When the pause ends; null if there is none.</summary>
    public DateTimeOffset? PausedUntil => person.PausedUntil > clock.GetUtcNow() ? person.PausedUntil : null;

    private TimeZoneInfo Zone => Zones.Find(person.TimeZone) ?? TimeZoneInfo.Utc;

    /// <summary>Each form brings its own fields only. They are bound after this, over what is known.</summary>
    public override async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        person = await db.Users.AsNoTracking().SingleAsync(p => p.Id == me.Id, HttpContext.RequestAborted);
        (From, Until) = (Clock(person.QuietFrom), Clock(person.QuietUntil));
        ShowListening();
        await ShowDevicesAsync();
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostQuietAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        if (From is null && Until is null)
            return await RestAsync(null);
        if (Minutes(From) is not { } from)
            return this.Invalid(nameof(From), text["Give both times, or none."]);
        if (Minutes(Until) is not { } until)
            return this.Invalid(nameof(Until), text["Give both times, or none."]);
        return from == until
            ? this.Invalid(nameof(Until), text["Both times are the same. To rest for longer, pause notifications."])
            : await RestAsync((from, until));
    }

    private async Task<IActionResult> RestAsync((int From, int Until)? hours)
    {
        await preferences.RestAsync(me.Id, hours);
        return Done("quiet");
    }

    public async Task<IActionResult> OnPostPauseAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        await preferences.PauseAsync(me.Id, Pauses.Of(For, clock.GetUtcNow(), Zone));
        return Done("pause");
    }

    private static string? Clock(int? minutes) =>
        minutes is { } each ? new TimeOnly(each / 60, each % 60).ToString(ClockFormat, CultureInfo.InvariantCulture) : null;

    private static int? Minutes(string? time) =>
        TimeOnly.TryParseExact(time, [ClockFormat, "HH':'mm':'ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            ? (parsed.Hour * 60) + parsed.Minute
            : null;

    /// <param name="what">The section that says so.</param>
    private IActionResult Done(string what)
    {
        Saved = what;
        return this.SeeOther($"/notifications#{what}");
    }
}
