using Microsoft.Extensions.Localization;

namespace Chat.Shared;

/// <summary>The words for what the audit log knows of, by the deed's own word there.</summary>
public static class DeedText
{
    public static string Deed(this IStringLocalizer<Text> text, string deed) => deed switch
    {
        "role" => text["Role changed"],
        "remove" => text["Removed from the room"],
        "ban" => text["Banned from the room"],
        "unban" => text["Ban lifted"],
        "silence" => text["Silenced"],
        "unsilence" => text["Allowed to speak again"],
        "rename" => text["Room renamed"],
        "entry" => text["Who may enter was changed"],
        "read-only" => text["Who may write was changed"],
        "archive" => text["Room archived"],
        "unarchive" => text["Room brought back from the archive"],
        "delete-room" => text["Room deleted"],
        "link" => text["Invite link made"],
        "revoke-link" => text["Invite link revoked"],
        "deactivate" => text["Account closed"],
        "reactivate" => text["Account opened again"],
        "administrator" => text["Administrator rights changed"],
        "reset-password" => text["Link for a new password made"],
        "sign-up" => text["Who may sign up was changed"],
        "sign-out" => text["Signed out everywhere"],
        "hide-previews" => text["Link previews of a message hidden"],
        "previews" => text["Link previews switched"],
        "delete-message" => text["Message of somebody else deleted"],
        "retry-jobs" => text["Jobs tried again"],
        "discard-job" => text["Job discarded"],
        _ => deed,
    };

    /// <summary>A detail in words where it is one of ours; a name or a reason as it was written.</summary>
    public static string DeedDetail(this IStringLocalizer<Text> text, string deed, string detail) => (deed, detail) switch
    {
        ("role", "member") => text["Ordinary member"],
        ("role", "moderator") => text["Moderator"],
        ("role", "owner") => text["Owner"],
        ("silence", _) => text["{0} minutes", detail],
        ("read-only", "on") => text["Only owners and moderators"],
        ("read-only", "off") => text["Everybody"],
        ("delete-message", _) => text["Message {0} of the room", detail],
        ("administrator", "on") => text["now an administrator"],
        ("administrator", "off") => text["no longer an administrator"],
        ("sign-up", "open") => text["Everybody"],
        ("sign-up", "invited") => text["Whoever has an invitation"],
        ("sign-up", "closed") => text["Nobody"],
        ("previews", "on") => text["on"],
        ("previews", "off") => text["off"],
        _ => detail,
    };
}
