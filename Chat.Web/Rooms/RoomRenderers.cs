using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>Shows who came and went, and what they may do.</summary>
internal sealed class MemberRenderer : IChangeRenderer
{
    public bool Renders(ChangeKind kind) => kind is ChangeKind.Member or ChangeKind.Left;

    public Rendered Render(Change change)
    {
        var member = (MemberView)change.State!;
        return new Rendered("member", member.Html.ToString(), Person: member.Person, Members: member.Members);
    }

    public async Task<IReadOnlyDictionary<long, object>> LoadAsync(
        ChatDb db, long room, ChangeKind kind, IReadOnlyCollection<long> subjects, CancellationToken cancellationToken) =>
        await db.Memberships
            .Where(m => m.RoomId == room && subjects.Contains(m.PersonId))
            .Select(m => new { m.PersonId, m.Person!.DisplayName, m.Person.UserName, m.Role, m.SilencedUntil, m.LeftAt, m.Room!.Members })
            .ToDictionaryAsync(
                m => m.PersonId,
                object (m) => m.LeftAt is null
                    ? new MemberView(room, m.PersonId, m.DisplayName, m.UserName!, m.Role, m.SilencedUntil, m.Members)
                    : MemberView.Left(room, m.PersonId, m.Members),
                cancellationToken);
}

/// <summary>Shows the room's name and rules; nothing where it has no name: each member calls it differently.</summary>
internal sealed class RoomRenderer : IChangeRenderer
{
    public bool Renders(ChangeKind kind) => kind is ChangeKind.Room;

    public Rendered Render(Change change) => new("room", ((RoomView)change.State!).Html.ToString());

    public async Task<IReadOnlyDictionary<long, object>> LoadAsync(
        ChatDb db, long room, ChangeKind kind, IReadOnlyCollection<long> subjects, CancellationToken cancellationToken) =>
        await db.Rooms.Where(r => r.Id == room).ToDictionaryAsync(_ => 0L, object (r) => r.View(), cancellationToken);
}
