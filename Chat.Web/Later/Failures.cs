using Chat.Messages;
using Chat.Rooms;

namespace Chat.Later;

/// <summary>Why a scheduled message was not sent: the words are stored, so they stay.</summary>
internal static class Failures
{
    public const string NotMember = "not-member";
    public const string Conflict = "conflict";
    public const string Archived = "archived";
    public const string Silenced = "silenced";
    public const string ReadOnly = "read-only";
    public const string Undelivered = "undelivered";

    public static string Of(Posted posted) => (posted.Outcome, posted.Voice) switch
    {
        (PostOutcome.Conflict, _) => Conflict,
        (_, Voice.NotMember) => NotMember,
        (_, Voice.Archived) => Archived,
        (_, Voice.Silenced) => Silenced,
        (_, Voice.ReadOnly) => ReadOnly,
        _ => Undelivered,
    };
}
