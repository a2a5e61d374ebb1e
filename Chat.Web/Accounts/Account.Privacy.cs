using Chat.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Accounts;

/// <summary>What others are not told.</summary>
public sealed partial class AccountModel
{
    [BindProperty]
    public bool HidesLastSeen { get; set; }

    [BindProperty]
    public bool HidesReading { get; set; }

    public async Task<IActionResult> OnPostPrivacyAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        await profiles.HideAsync(me.Id, HidesLastSeen, HidesReading);
        return Done("privacy");
    }

    private void ShowPrivacy() => (HidesLastSeen, HidesReading) = (person.HidesLastSeen, person.HidesReading);
}
