using Chat.Accounts;
using Chat.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>One's rooms with what is unread in each, beside every page.</summary>
[ViewComponent(Name = "Sidebar")]
public sealed class SidebarComponent(ChatDb db, Me me) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() =>
        View("/Rooms/Sidebar.cshtml", await SidebarView.LoadAsync(db, me.Id, HttpContext.RequestAborted));
}

public sealed record SidebarView(string DisplayName, long Person, IReadOnlyList<SidebarRoom> Rooms, int Invitations)
{
    private static readonly Func<ChatDb, long, IAsyncEnumerable<SidebarRoom>> Query =
        EF.CompileAsyncQuery((ChatDb db, long person) =>
            db.Memberships
                .Where(m => m.PersonId == person && m.LeftAt == null)
                .OrderBy(m => m.Room!.NameKey)
                .Select(m => new SidebarRoom(m.RoomId, m.Room!.Name, m.Room.PasswordHash != null || !m.Room.Listed, m.Room.Head, m.LastRead)));

    private static readonly Func<ChatDb, long, CancellationToken, Task<Mine>> Self =
        EF.CompileAsyncQuery((ChatDb db, long person, CancellationToken _) =>
            db.Users.Where(p => p.Id == person)
                .Select(p => new Mine(p.DisplayName, db.Invitations.Count(i => i.PersonId == person)))
                .Single());

    public static async Task<SidebarView> LoadAsync(ChatDb db, long person, CancellationToken cancellationToken)
    {
        var self = await Self(db, person, cancellationToken);
        var rooms = new List<SidebarRoom>();
        await foreach (var room in Query(db, person).WithCancellation(cancellationToken))
            rooms.Add(room);
        return new SidebarView(self.DisplayName, person, rooms, self.Invitations);
    }

    private sealed record Mine(string DisplayName, int Invitations);
}

public sealed record SidebarRoom(long Id, string Name, bool IsClosed, long Head, long LastRead)
{
    public long Unread => Math.Max(0, Head - LastRead);
}
