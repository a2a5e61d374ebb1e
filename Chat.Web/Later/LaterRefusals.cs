using Chat.Rooms;
using Chat.Shared;
using Microsoft.Extensions.Localization;

namespace Chat.Later;

internal static class LaterRefusals
{
    public static string Refusal(this IStringLocalizer<Text> text, MomentOutcome outcome) => outcome switch
    {
        MomentOutcome.Past => text["This time is over."],
        MomentOutcome.TooFar => text["At most a year ahead."],
        _ => text["Choose a time."],
    };

    /// <summary>Why a scheduled message was not sent, by the word that is stored with it.</summary>
    public static string Failure(this IStringLocalizer<Text> text, string failure) => failure switch
    {
        Failures.NotMember => text["You were no longer in the room."],
        Failures.Conflict => text["This was sent before with other words."],
        Failures.Archived => text.Refusal(Voice.Archived),
        Failures.Silenced => text.Refusal(Voice.Silenced),
        Failures.ReadOnly => text.Refusal(Voice.ReadOnly),
        _ => text.Refusal(Voice.Undelivered),
    };
}
