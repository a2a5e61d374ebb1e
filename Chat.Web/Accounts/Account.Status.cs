using Chat.Core;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Accounts;

/// <summary>What others see beside one's name for a while.</summary>
public sealed partial class AccountModel
{
    /// <summary>UTF-16 code units: one line.</summary>
    public const int MaxStatus = 100;

    [BindProperty]
    public string? StatusEmoji { get; set; }

    [BindProperty]
    public string? StatusText { get; set; }

    /// <summary>One of <see cref="StatusEnd"/>; none for a status that stays.</summary>
    [BindProperty]
    public string? StatusFor { get; set; }

    /// <summary>When the present status ends, if it does.</summary>
    public DateTimeOffset? StatusUntil => person.StatusUntil > clock.GetUtcNow() ? person.StatusUntil : null;

    public async Task<IActionResult> OnPostStatusAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var emoji = StatusEmoji?.Trim();
        if (emoji is not null && !Emoji.IsOne(emoji))
            return this.Invalid(nameof(StatusEmoji), text["One emoji, or none."]);
        var words = PlainText.Tidy(Names.Tidy(StatusText));
        if (text.Refusal(PlainText.Check(words, MaxStatus), MaxStatus) is { } refusal)
            return this.Invalid(nameof(StatusText), refusal);
        var isNone = emoji is null && words.Length == 0;
        var until = isNone ? null : StatusEnd.Of(StatusFor, clock.GetUtcNow(), person.StatusUntil, Zones.Find(person.TimeZone));
        await profiles.SetStatusAsync(me.Id, emoji, words.Length > 0 ? words : null, until);
        return Done("status");
    }

    private void ShowStatus()
    {
        if (person.StatusUntil <= clock.GetUtcNow())
            return;
        (StatusEmoji, StatusText) = (person.StatusEmoji, person.StatusText);
        StatusFor = person.StatusUntil is null ? null : StatusEnd.Kept;
    }
}
