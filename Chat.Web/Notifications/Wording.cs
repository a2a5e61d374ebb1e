using System.Globalization;
using Chat.Core;
using Chat.Data;
using Chat.Push;
using Chat.Shared;
using Microsoft.Extensions.Localization;

namespace Chat.Notifications;

/// <summary>Puts news into words, in the language of whoever is told.</summary>
internal sealed class Wording(IStringLocalizer<Text> text)
{
    /// <param name="unread">Messages there that they have not read.</param>
    public Notification Of(Scene scene, Tiding tiding, long unread, int badge)
    {
        var language = tiding.To.Language;
        return Speaking(language, () =>
        {
            var title = scene.TitleFor(tiding.To.Person).In(text);
            return new Notification(title, Body(scene, tiding, unread), Tags.PathTo(scene.Room, tiding.Said.Number), language)
            {
                Avatar = AvatarOf(scene, tiding, title),
                Renotify = tiding.Hearing is Hearing.Loud,
                Badge = badge,
                Room = scene.Room,
                Thread = tiding.Said.Thread,
                Number = tiding.Last,
            };
        });
    }

    /// <summary>A direct chat has that of the other person.</summary>
    private static Avatar AvatarOf(Scene scene, Tiding tiding, string title) =>
        new(Names.Initials(title), Names.Hue(scene.Kind is RoomKind.Direct ? tiding.Said.Author : scene.Room));

    /// <summary>What calls somebody is worth its own words; of the rest the last is shown, and how much there is.</summary>
    private string Body(Scene scene, Tiding tiding, long unread)
    {
        var isMany = unread > 1 && tiding.Hearing is not Hearing.Loud;
        var count = isMany ? text["{0} new messages", unread].Value : text["New message"].Value;
        if (tiding.To.WithoutText)
            return count;
        var line = Line(scene, tiding);
        return isMany ? $"{line}\n{count}" : line;
    }

    private string Line(Scene scene, Tiding tiding)
    {
        var words = scene.Texts.GetValueOrDefault(tiding.Said.Number) is { Length: > 0 } said ? said : text["New message"].Value;
        return scene.Kind is RoomKind.Direct && !tiding.Said.IsReply ? words : $"{tiding.Said.AuthorName}: {words}";
    }

    /// <summary>Something that is about the person's own plans.</summary>
    /// <param name="say">Title and words; the words are left out for whoever wants it so.</param>
    internal Notification OfOwn(string language, Func<IStringLocalizer<Text>, (string Title, string Words)> say, string path, bool withoutText)
    {
        return Speaking(language, () =>
        {
            var (title, words) = say(text);
            return new Notification(title, withoutText ? "" : words, path, language) { Renotify = true };
        });
    }

    private static T Speaking<T>(string language, Func<T> say)
    {
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(language), CultureInfo.GetCultureInfo(language));
        try
        {
            return say();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
        }
    }
}
