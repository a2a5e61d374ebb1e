using Chat.Core;
using Chat.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Admin;

/// <summary>All rooms that have a name, private ones too, the newest first. What is said in them stays inside.</summary>
public sealed class RoomsModel(ChatDb db) : PageModel
{
    /// <summary>Rooms shown on a page.</summary>
    public const int PageSize = 100;

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    /// <summary>The page goes on with those made before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<KeptRoom> Rooms { get; private set; } = [];

    public long? NextBefore => Rooms.Count == PageSize ? Rooms[^1].Id : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var rooms = db.Rooms.Named();
        if (!string.IsNullOrWhiteSpace(Find))
        {
            var key = Names.Fold(Find);
            rooms = rooms.Where(r => r.NameKey!.Contains(key));
        }

        if (Before is { } before)
            rooms = rooms.Where(r => r.Id < before);
        Rooms = await KeptRoom.Of(db, rooms.OrderByDescending(r => r.Id).Take(PageSize)).ToListAsync(cancellationToken);
    }
}

/// <summary>A room as administrators see it: from outside.</summary>
/// <param name="Owner">The one of its owners who has been there longest; null if it has none who can act.</param>
public sealed record KeptRoom(long Id, string Name, int Members, long Messages, DateTimeOffset ActiveAt, string? Owner)
{
    public static IQueryable<KeptRoom> Of(ChatDb db, IQueryable<Room> rooms) =>
        rooms.Select(r => new KeptRoom(
            r.Id, r.Name, r.Members, r.Head, r.ActiveAt,
            db.Memberships
                .Where(m => m.RoomId == r.Id && m.LeftAt == null && m.Role == Role.Owner && m.Person!.DeactivatedAt == null)
                .OrderBy(m => m.JoinedAt)
                .Select(m => m.Person!.DisplayName)
                .FirstOrDefault()));
}
