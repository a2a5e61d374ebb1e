using Chat.Data;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.Extensions.Localization;

namespace Chat.Later;

internal static class RoomTitles
{
    /// <summary>What a person calls some of their rooms.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> OfAsync(
        ChatDb db, long person, IEnumerable<long> rooms, IStringLocalizer<Text> text, CancellationToken cancellationToken)
    {
        long[] ids = [.. rooms.Distinct()];
        return (await MyRoom.ListAsync(db, person, db.Memberships.Where(m => ids.Contains(m.RoomId)), cancellationToken))
            .ToDictionary(room => room.Id, room => room.Title.In(text));
    }
}
