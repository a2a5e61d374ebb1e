using Chat.Data;

namespace Chat.Rooms;

/// <summary>How people come into rooms and out of them, inside the writer's transaction.</summary>
internal static class MembershipWrites
{
    /// <summary>Lets the person in, if they are not in already. The first one in an empty room administers it.</summary>
    public static void Enter(this WriteScope scope, Room room, long person, Role role = Role.Member)
    {
        var membership = scope.Db.Memberships.SingleOrDefault(m => m.RoomId == room.Id && m.PersonId == person);
        if (membership is { LeftAt: null })
            return;
        if (membership is null)
            scope.Db.Memberships.Add(membership = new Membership { RoomId = room.Id, PersonId = person });

        membership.JoinedAt = scope.Now;
        membership.LeftAt = null;
        membership.Role = room.Members == 0 ? Role.Administrator : role;
        // A newcomer enters in the middle of the conversation: all of it is there to read, none of it is unread.
        membership.LastRead = room.Head;
        room.Members++;
        scope.LogMember(room, membership);
        scope.Db.Invitations.RemoveRange(scope.Db.Invitations.Where(i => i.RoomId == room.Id && i.PersonId == person));
        scope.Db.SaveChanges();
    }

    /// <summary>Takes the person out. A room whose last administrator leaves falls to whoever has been there longest.</summary>
    public static void Exit(this WriteScope scope, Room room, Membership membership)
    {
        membership.LeftAt = scope.Now;
        room.Members--;
        var rev = scope.Tick(room.Id);
        scope.Log(new Change(room.Id, rev, ChangeKind.Left, membership.PersonId, MemberView.Left(membership.PersonId, room.Members)), replaces: membership.Rev);
        membership.Rev = rev;
        scope.Db.SaveChanges();
        if (membership.Role is Role.Administrator)
            scope.HandOver(room);
    }

    private static void HandOver(this WriteScope scope, Room room)
    {
        var staying = scope.Db.Memberships.Where(m => m.RoomId == room.Id && m.LeftAt == null);
        if (staying.Any(m => m.Role == Role.Administrator))
            return;
        if (staying.OrderBy(m => m.JoinedAt).ThenBy(m => m.PersonId).FirstOrDefault() is not { } heir)
            return;
        heir.Role = Role.Administrator;
        scope.LogMember(room, heir);
        scope.Db.SaveChanges();
    }

    private static void LogMember(this WriteScope scope, Room room, Membership membership)
    {
        var rev = scope.Tick(room.Id);
        var person = scope.Db.Users.Where(p => p.Id == membership.PersonId).Select(p => new { p.DisplayName, p.UserName }).Single();
        var view = new MemberView(membership.PersonId, person.DisplayName, person.UserName!, membership.Role, room.Members);
        scope.Log(new Change(room.Id, rev, ChangeKind.Member, membership.PersonId, view), replaces: membership.Rev);
        membership.Rev = rev;
    }
}
