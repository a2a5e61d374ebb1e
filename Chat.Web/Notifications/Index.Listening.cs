using Chat.Accounts;
using Chat.Core;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Notifications;

/// <summary>What I want to hear of wherever it is said, and how much of it devices show.</summary>
public sealed partial class IndexModel
{
    /// <summary>One a line.</summary>
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public bool WithoutText { get; set; }

    public async Task<IActionResult> OnPostWordsAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var words = PlainText.Tidy(Words).Split('\n').Select(Names.Tidy).Where(word => word.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (words.Count > Keywords.Max)
            return this.Invalid(nameof(Words), text["At most {0} words.", Keywords.Max]);
        if (words.Exists(word => PlainText.Check(word, Keywords.MaxLength) is not TextOutcome.Ok || Keywords.Of(word).IsEmpty))
            return this.Invalid(nameof(Words), text["One word a line, at most {0} characters long.", Keywords.MaxLength]);
        await preferences.ListenForAsync(me.Id, words);
        return Done("words");
    }

    public async Task<IActionResult> OnPostPrivacyAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        await preferences.HideTextAsync(me.Id, WithoutText);
        return Done("privacy");
    }

    private void ShowListening() => (Words, WithoutText) = (person.Keywords, person.NotifiesWithoutText);
}
