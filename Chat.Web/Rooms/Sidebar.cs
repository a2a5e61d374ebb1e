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

/// <summary>Favourites, then what lies in folders, then the others; in each, what is newest comes first.</summary>
/// <param name="Invitations">Into rooms, that wait.</param>
/// <param name="Requests">Of people who want to be friends, that wait.</param>
/// <param name="Threads">That one follows, with unread replies.</param>
/// <param name="Due">Reminders that have come, and scheduled messages that could not be sent.</param>
/// <param name="MentionsOf">Messages that call the person and are unread, by their room.</param>
public sealed record SidebarView(
    string DisplayName, long Person, IReadOnlyList<Folder> OwnFolders, IReadOnlyList<MyRoom> Rooms, int Invitations, int Requests, int Threads, int Due,
    IReadOnlyDictionary<long, int> MentionsOf)
{
    private static readonly Dictionary<long, int> NoMentions = [];

    private static readonly Func<ChatDb, long, IAsyncEnumerable<MyRoom>> Query =
        EF.CompileAsyncQuery((ChatDb db, long person) =>
            db.Memberships
                .Where(m => m.PersonId == person && m.LeftAt == null && !(m.HiddenAt >= m.Room!.Head))
                .Select(MyRoom.View));

    private static readonly Func<ChatDb, long, CancellationToken, Task<Mine>> Self =
        EF.CompileAsyncQuery((ChatDb db, long person, CancellationToken _) =>
            db.Users.Where(p => p.Id == person)
                .Select(p => new Mine(
                    p.DisplayName,
                    db.Invitations.Count(i => i.PersonId == person),
                    db.FriendRequests.Count(r => r.ToId == person),
                    db.Follows.Count(f => f.PersonId == person && !f.IsEnded &&
                        db.Messages.Any(m => m.RoomId == f.RoomId && m.Number == f.Thread && m.Replies > f.LastRead) &&
                        db.Memberships.Any(m => m.RoomId == f.RoomId && m.PersonId == person && m.LeftAt == null)),
                    db.Reminders.Count(r => r.PersonId == person && r.FiredAt != null &&
                        db.Memberships.Any(m => m.RoomId == r.RoomId && m.PersonId == person && m.LeftAt == null)) +
                        db.Scheduled.Count(s => s.AuthorId == person && s.Failure != null),
                    db.Mentions.Any(m => m.PersonId == person && !m.IsRead),
                    db.Folders.Any(f => f.PersonId == person)))
                .Single());

    public IEnumerable<MyRoom> Favourites => Rooms.Where(room => room.Placement.IsFavourite);

    /// <summary>Folders that are not empty.</summary>
    public IEnumerable<(Folder Folder, IEnumerable<MyRoom> Rooms)> InFolders =>
        from folder in OwnFolders
        join room in Rooms.Where(room => !room.Placement.IsFavourite) on folder.Id equals room.Placement.Folder into inside
        where inside.Any()
        select (folder, inside);

    public IEnumerable<MyRoom> Others => Rooms.Where(room => !room.Placement.IsFavourite && !OwnFolders.Any(folder => folder.Id == room.Placement.Folder));

    /// <summary>In the rooms that are listed.</summary>
    public int Mentions => Rooms.Sum(MentionsIn);

    public int MentionsIn(MyRoom room) => MentionsOf.GetValueOrDefault(room.Id);

    public bool HasUnread => Rooms.Any(room => room.Unread > 0);

    /// <summary>Two questions, however many rooms there are, and one more where there are folders, rooms without a name, or calls.</summary>
    public static async Task<SidebarView> LoadAsync(ChatDb db, long person, CancellationToken cancellationToken)
    {
        var self = await Self(db, person, cancellationToken);
        var folders = self.HasFolders ? await Folders.OfAsync(db, person, cancellationToken) : [];
        var rooms = new List<MyRoom>();
        await foreach (var room in Query(db, person).WithCancellation(cancellationToken))
            rooms.Add(room);
        rooms = await Companions.EntitleAsync(db, person, rooms, cancellationToken);
        // SQLite would copy the rows to sort them, which takes longer than to read them.
        rooms.Sort((one, other) => (other.ActiveAt, one.Id).CompareTo((one.ActiveAt, other.Id)));
        var mentions = self.IsCalled ? await MentionsAsync(db, person, cancellationToken) : NoMentions;
        return new SidebarView(self.DisplayName, person, folders, rooms, self.Invitations, self.Requests, self.Threads, self.Due, mentions);
    }

    private static Task<Dictionary<long, int>> MentionsAsync(ChatDb db, long person, CancellationToken cancellationToken) =>
        db.Mentions
            .Where(m => m.PersonId == person && !m.IsRead)
            .GroupBy(m => m.RoomId)
            .Select(room => new { room.Key, Count = room.Count() })
            .ToDictionaryAsync(room => room.Key, room => room.Count, cancellationToken);

    private sealed record Mine(string DisplayName, int Invitations, int Requests, int Threads, int Due, bool IsCalled, bool HasFolders);
}
