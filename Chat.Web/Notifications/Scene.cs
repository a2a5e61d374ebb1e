using Chat.Core;
using Chat.Data;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>What has to be known of a room to put its news into words, for each of those who are told.</summary>
internal sealed record Scene(
    long Room, RoomKind Kind, string Name, long Head, IReadOnlyDictionary<long, string> Texts, IReadOnlyList<Companion> People, IReadOnlyDictionary<long, int> Replies)
{
    public static async Task<Scene> FindAsync(ChatDb db, Room room, IReadOnlyList<Said> shown, CancellationToken cancellationToken)
    {
        var numbers = shown.Select(said => said.Number).Distinct().ToList();
        var threads = shown.Where(said => said.IsReply).Select(said => said.Thread).Distinct().ToList();
        var messages = await db.Messages
            .Where(m => m.RoomId == room.Id && (numbers.Contains(m.Number) || threads.Contains(m.Number)))
            .Select(m => new { m.Number, m.Replies, Html = m.Html.Substring(0, Excerpt.MaxHtml) })
            .ToListAsync(cancellationToken);
        return new Scene(
            room.Id, room.Kind, room.Name, room.Head,
            messages.ToDictionary(message => message.Number, message => Excerpt.Of(message.Html, MaxExcerpt)),
            room.Kind is RoomKind.Named ? [] : await PeopleAsync(db, room.Id, cancellationToken),
            messages.ToDictionary(message => message.Number, message => message.Replies));
    }

    /// <summary>As much as a device shows of a notification that is opened.</summary>
    private const int MaxExcerpt = 240;

    private static Task<List<Companion>> PeopleAsync(ChatDb db, long room, CancellationToken cancellationToken) => db.Memberships
        .Where(m => m.RoomId == room && m.LeftAt == null)
        .OrderBy(m => m.PersonId)
        .Select(m => new Companion(m.RoomId, m.PersonId, m.Person!.DisplayName))
        .ToListAsync(cancellationToken);

    /// <summary>As the person calls it.</summary>
    public RoomTitle TitleFor(long person)
    {
        List<Companion> others = [.. People.Where(other => other.Person != person)];
        return new RoomTitle(Kind, Name, others.Count).With(others);
    }
}
