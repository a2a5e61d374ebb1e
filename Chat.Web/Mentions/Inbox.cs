using System.Globalization;
using Chat.Core;
using Chat.Data;
using Chat.Delivery;
using Chat.Rooms;
using Microsoft.EntityFrameworkCore;

namespace Chat.Mentions;

/// <summary>All that calls a person, in the rooms that the person is in now.</summary>
public sealed class Inbox(Writer writer, Hub hub)
{
    public const int PageSize = 30;

    /// <summary>Of what is said.</summary>
    private const int MaxExcerpt = 240;

    /// <summary>Newest first: two questions, whatever stands there.</summary>
    public static async Task<IReadOnlyList<MentionView>> ReadAsync(ChatDb db, long person, Place? before, CancellationToken cancellationToken)
    {
        var page = await (
            from mention in Before(db.Mentions.Where(m => m.PersonId == person), before)
            join membership in db.Memberships on new { mention.PersonId, mention.RoomId } equals new { membership.PersonId, membership.RoomId }
            where membership.LeftAt == null
            join message in db.Messages on new { mention.RoomId, mention.Number } equals new { message.RoomId, message.Number }
            where message.DeletedAt == null
            orderby mention.At descending, mention.RoomId descending, mention.Number descending
            select new
            {
                mention.RoomId,
                mention.Number,
                mention.At,
                mention.IsRead,
                message.AuthorId,
                message.Author!.DisplayName,
                message.CreatedAt,
                Html = message.Html.Substring(0, Excerpt.MaxHtml),
            }).Take(PageSize).ToListAsync(cancellationToken);
        var titles = await TitlesAsync(db, person, [.. page.Select(mention => mention.RoomId).Distinct()], cancellationToken);
        return [.. page.Where(mention => titles.ContainsKey(mention.RoomId)).Select(mention => new MentionView(
            new Place(mention.At.ToUnixTimeMilliseconds(), mention.RoomId, mention.Number),
            titles[mention.RoomId], mention.AuthorId, mention.DisplayName, mention.CreatedAt, mention.IsRead,
            Excerpt.Of(mention.Html, MaxExcerpt)))];
    }

    private static IQueryable<Mention> Before(IQueryable<Mention> mentions, Place? before)
    {
        if (before is not { } place)
            return mentions;
        var at = DateTimeOffset.FromUnixTimeMilliseconds(place.At);
        return mentions.Where(m =>
            m.At < at || (m.At == at && (m.RoomId < place.Room || (m.RoomId == place.Room && m.Number < place.Number))));
    }

    private static async Task<Dictionary<long, RoomTitle>> TitlesAsync(
        ChatDb db, long person, IReadOnlyCollection<long> rooms, CancellationToken cancellationToken) =>
        (await MyRoom.ListAsync(db, person, db.Memberships.Where(m => rooms.Contains(m.RoomId)), cancellationToken))
            .ToDictionary(room => room.Id, room => room.Title);

    public async Task ReadAllAsync(long person)
    {
        var read = await writer.Run(scope => scope.Command("""
            UPDATE "Mentions" SET "IsRead" = TRUE WHERE "PersonId" = @person AND NOT "IsRead"
            """).With("@person", person).Execute());
        if (read > 0)
            hub.TellRooms(person);
    }
}

/// <summary>A place in the inbox: many may be called at one moment.</summary>
/// <param name="At">Milliseconds since 1970.</param>
public readonly record struct Place(long At, long Room, long Number)
{
    /// <summary>Reads what <see cref="ToString"/> writes; null for anything else.</summary>
    public static Place? Parse(string? text) =>
        text?.Split('-') is [var at, var room, var number]
        && TryParse(at, out var milliseconds) && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && TryParse(room, out var roomId) && TryParse(number, out var value)
            ? new Place(milliseconds, roomId, value)
            : null;

    private static bool TryParse(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}-{Room}-{Number}");
}

/// <summary>A message that calls the reader.</summary>
/// <param name="At">When it was said.</param>
/// <param name="Words">The first of them.</param>
public sealed record MentionView(Place Place, RoomTitle Room, long Author, string AuthorName, DateTimeOffset At, bool IsRead, string Words)
{
    public string Address => string.Create(CultureInfo.InvariantCulture, $"/rooms/{Place.Room}/{Place.Number}");
}
