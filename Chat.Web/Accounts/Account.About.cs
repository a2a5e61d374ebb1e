using Chat.Core;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Accounts;

/// <summary>Some words about oneself, and where one's clock stands.</summary>
public sealed partial class AccountModel
{
    /// <summary>UTF-16 code units: some sentences, not a page.</summary>
    public const int MaxAbout = 500;

    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public string? TimeZone { get; set; }

    public async Task<IActionResult> OnPostAboutAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var about = PlainText.Tidy(About);
        if (text.Refusal(PlainText.Check(about, MaxAbout), MaxAbout) is { } refusal)
            return this.Invalid(nameof(About), refusal);
        if (TimeZone is not null && Zones.Find(TimeZone) is null)
            return this.Invalid(nameof(TimeZone), text["Choose a time zone of the list."]);
        await profiles.DescribeAsync(me.Id, about.Length > 0 ? about : null, TimeZone);
        return Done("about");
    }

    private void ShowAbout() => (About, TimeZone) = (person.About, person.TimeZone);
}
