using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Chat.Shared;

/// <summary>The words that the browser's modules say, in the reader's language.</summary>
public static class ClientText
{
    private static readonly string[] Keys =
    [
        "{0} and {1} are typing…",
        "{0} is typing…",
        "A moderator has silenced you until {0}.",
        "A moderator has silenced you.",
        "Only owners and moderators write here.",
        "This room is archived: it is there to read, and nobody writes here any more.",
        "{0} new, jump to latest",
        "{0} new messages",
        "{0} says: {1}",
        "Away",
        "Cancel",
        "Close",
        "Connecting",
        "Copied",
        "Copy",
        "Copy link",
        "Delete",
        "Delete this message?",
        "Discard",
        "Edit",
        "Every few seconds",
        "Everything is read.",
        "Everyone in the room will see that it was deleted.",
        "Find another room",
        "Jump to latest",
        "Last seen {0}",
        "Link copied",
        "Live",
        "Live, in steps",
        "Looking for the server. You can read this page and write meanwhile.",
        "Message {0}",
        "Message actions",
        "Newer messages",
        "member",
        "members",
        "New since you left",
        "News comes at once, though something in this network holds streams back.",
        "News comes at once.",
        "No connection. You can read this page and write: it is kept, and sent when the connection is back.",
        "Not copied",
        "Not deleted. Try again.",
        "Not saved. Try again.",
        "Not sent.",
        "Not sent: no connection.",
        "Not sent: you can no longer write here.",
        "Offline",
        "Older messages",
        "Online",
        "Read",
        "Read by {0}",
        "Read by {0} and {1} more",
        "Retry",
        "Sending",
        "Several people are typing…",
        "Show all",
        "Show less",
        "Sign in",
        "Sign in to save this.",
        "Sign in to send this. Your text is kept.",
        "Signed out",
        "Something in this network cuts what stays open, so news is fetched every few seconds.",
        "This message cannot be edited now.",
        "This message cannot be sent.",
        "Undo",
        "Waiting to send",
        "What you were writing there",
        "You",
        "You are no longer in this room.",
        "You are offline. You can keep reading and writing.",
        "You have been signed out. What you typed is kept.",
    ];

    private static readonly ConcurrentDictionary<string, HtmlString> Written = new(StringComparer.Ordinal);

    /// <summary>All of them as JSON, which in a script element is html.</summary>
    public static IHtmlContent In(IStringLocalizer<Text> text) =>
        Written.GetOrAdd(CultureInfo.CurrentUICulture.Name, static (_, text) => Write(text), text);

    private static HtmlString Write(IStringLocalizer<Text> text) =>
        new(JsonSerializer.Serialize(Keys.ToDictionary(key => key, key => text[key].Value, StringComparer.Ordinal)));
}
