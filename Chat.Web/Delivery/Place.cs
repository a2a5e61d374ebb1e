using System.Globalization;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Delivery;

/// <summary>A room of one's own as the sidebar needs it: its clock, its last message and how far one has read.</summary>
/// <param name="HiddenAt">Out of the sidebar until there is a message after this one.</param>
public sealed record Place(long Room, long Rev, long Head, long LastRead, long? HiddenAt)
{
    private static readonly Func<ChatDb, long, IAsyncEnumerable<Place>> Query = EF.CompileAsyncQuery((ChatDb db, long person) =>
        db.Memberships
            .Where(m => m.PersonId == person && m.LeftAt == null)
            .OrderBy(m => m.RoomId)
            .Select(m => new Place(m.RoomId, m.Room!.Rev, m.Room.Head, m.LastRead, m.HiddenAt)));

    public bool IsListed => !(HiddenAt >= Head);

    public string RoomKey => Room.ToString(CultureInfo.InvariantCulture);

    /// <summary>All the rooms that the person is in now.</summary>
    public static async Task<List<Place>> OfAsync(ChatDb db, long person, CancellationToken cancellationToken)
    {
        var places = new List<Place>();
        await foreach (var place in Query(db, person).WithCancellation(cancellationToken))
            places.Add(place);
        return places;
    }

    /// <summary>A short mark that differs as soon as any of the rooms, heads or read marks does.</summary>
    public static string Stamp(IReadOnlyList<Place> places)
    {
        var hash = new HashCode();
        foreach (var place in places)
            hash.Add(HashCode.Combine(place.Room, place.Head, place.LastRead, place.IsListed));
        return hash.ToHashCode().ToString("x8", CultureInfo.InvariantCulture);
    }
}
