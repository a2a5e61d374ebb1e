using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>
/// Writes the rooms of the sidebar. It stands beside every page, with dozens of rooms in it: what Razor takes for them
/// is more than all the rest of the page costs (docs/performance.md, "Pages").
/// </summary>
/// <param name="here">The page beside which they stand.</param>
public sealed class RoomLines(IStringLocalizer<Text> text, PathString here)
{
    private readonly Fragment muted = Fragment.Of($" <span class=\"sr-only\">{text["muted"]}</span>");
    private readonly string unread = text["unread"];
    private readonly string unreadMentions = text["unread mentions"];

    /// <param name="mentions">Messages in it that call the person and are unread.</param>
    public Fragment Of(MyRoom room, int mentions)
    {
        var title = room.Title.In(text);
        return Fragment.Of($"""
            <li id="room-{room.Id}"><a class="room-link{If(room.Placement.IsMuted, " muted")}" href="/rooms/{room.Id}" data-room="{room.Id}" data-kind="{WordOf(room.Kind)}" data-head="{room.Head}" data-read="{room.LastRead}" data-mentions="{mentions}" data-active="{room.ActiveAt.ToUnixTimeMilliseconds()}"{If(IsHere(room), " aria-current=\"page\"")}>{Sign(room, title)}
            <span class="name" dir="auto">{title}</span>{Presence(room)}{(room.Placement.IsMuted ? muted : Fragment.Empty)}
            <span class="mentions"{If(mentions == 0, " hidden")}><span aria-hidden="true">@</span><span class="number">{mentions}</span><span class="sr-only"> {unreadMentions}</span></span>
            <span class="unread"{If(room.Unread == 0, " hidden")}><span class="count">{room.Unread}</span><span class="sr-only"> {unread}</span></span></a>
            <a class="placing-link" href="/rooms/{room.Id}/sidebar" data-placing aria-label="{text["Options of {0}", title]}"></a></li>

            """);
    }

    private bool IsHere(MyRoom room) => here.StartsWithSegments($"/rooms/{room.Id}", StringComparison.OrdinalIgnoreCase);

    private static Fragment Sign(MyRoom room, string title) => room.Title.Other is { } other
        ? Fragment.Of($"""<span class="avatar" data-hue="{Names.Hue(other)}" aria-hidden="true">{Names.Initials(title)}</span>""")
        : Fragment.Of($"""<span class="room-sign{Fragment.Trusted(KindOf(room))}" aria-hidden="true">#</span>""");

    private static string WordOf(RoomKind kind) => kind switch
    {
        RoomKind.Direct => "direct",
        RoomKind.Group => "group",
        _ => "named",
    };

    private static string KindOf(MyRoom room) => room.Kind switch
    {
        RoomKind.Group => " group",
        RoomKind.Direct => " notes",
        _ => room.IsClosed ? " closed" : "",
    };

    private static Fragment Presence(MyRoom room) => room.Title.Other is { } person
        ? Fragment.Of($"""<span class="presence" data-presence="{person}"></span>""")
        : Fragment.Empty;

    private static Fragment If(bool isSo, string html) => isSo ? Fragment.Trusted(html) : Fragment.Empty;
}
