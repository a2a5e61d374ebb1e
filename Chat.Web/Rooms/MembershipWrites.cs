using Chat.Data;

namespace Chat.Rooms;

/// <summary>How people come into rooms, rise, fall and go, inside the writer's transaction.</summary>
internal static class MembershipWrites
{
    /// <summary>A room that is called by who is in it; nobody is, yet.</summary>
    public static Room CreateUnnamed(this WriteScope scope, RoomKind kind, string? pair = null)
    {
        var room = new Room { Kind = kind, Name = "", NameKey = null, Pair = pair, CreatedAt = scope.Now, ActiveAt = scope.Now };
        scope.Db.Rooms.Add(room);
        scope.Db.SaveChanges();
        return room;
    }

    /// <summary>Lets the person in, if they are not in already. The first one in an empty room owns it.</summary>
    public static void Enter(this WriteScope scope, Room room, long person, Role role = Role.Member)
    {
        var membership = scope.Db.Memberships.SingleOrDefault(m => m.RoomId == room.Id && m.PersonId == person);
        if (membership is { LeftAt: null })
            return;
        if (membership is null)
            scope.Db.Memberships.Add(membership = new Membership { RoomId = room.Id, PersonId = person });

        membership.JoinedAt = scope.Now;
        membership.LeftAt = null;
        // A newcomer enters in the middle of the conversation: all of it is there to read, none of it is unread.
        membership.LastRead = room.Head;
        room.Members++;
        scope.Raise(room, membership, room.Members == 1 ? Role.Owner : role);
        scope.Db.Invitations.RemoveRange(scope.Db.Invitations.Where(i => i.RoomId == room.Id && i.PersonId == person));
        scope.Db.SaveChanges();
    }

    /// <summary>Gives the member a role. Whoever keeps order is not silenced; a silence outlasts leaving and coming back.</summary>
    public static void Raise(this WriteScope scope, Room room, Membership membership, Role role)
    {
        membership.Role = role;
        if (role is not Role.Member)
            membership.SilencedUntil = null;
        scope.LogMember(room, membership);
        scope.Db.SaveChanges();
    }

    public static void Silence(this WriteScope scope, Room room, Membership membership, DateTimeOffset? until)
    {
        membership.SilencedUntil = until;
        scope.LogMember(room, membership);
        scope.Db.SaveChanges();
    }

    /// <summary>Takes the person out. A room whose last owner leaves falls to whoever has kept it longest.</summary>
    public static void Exit(this WriteScope scope, Room room, Membership membership)
    {
        membership.LeftAt = scope.Now;
        room.Members--;
        var rev = scope.Tick(room.Id);
        var view = MemberView.Left(room.Id, membership.PersonId, room.Members);
        scope.Log(new Change(room.Id, rev, ChangeKind.Left, membership.PersonId, view), replaces: membership.Rev);
        membership.Rev = rev;
        scope.Db.SaveChanges();
        if (membership.Role is Role.Owner)
            scope.HandOver(room, membership.PersonId);
        if (room is { Kind: RoomKind.Group, Members: 0 })
            scope.Abandon(room);
    }

    /// <summary>Nobody can find their way back into an empty group: it goes, and what was said there with it.</summary>
    private static void Abandon(this WriteScope scope, Room room)
    {
        room.DeletedAt = scope.Now;
        scope.Db.SaveChanges();
    }

    /// <summary>To the moderator, or else the member, who has been there longest; to a closed account only if there is no other.</summary>
    private static void HandOver(this WriteScope scope, Room room, long leaver)
    {
        if (scope.HasOwnerBeside(room.Id, leaver))
            return;
        var heir = scope.Db.Memberships
            .Where(m => m.RoomId == room.Id && m.LeftAt == null)
            .OrderBy(m => m.Person!.DeactivatedAt != null)
            .ThenByDescending(m => m.Role)
            .ThenBy(m => m.JoinedAt)
            .ThenBy(m => m.PersonId)
            .FirstOrDefault();
        if (heir is not null)
            scope.Raise(room, heir, Role.Owner);
    }

    private static void LogMember(this WriteScope scope, Room room, Membership membership)
    {
        var rev = scope.Tick(room.Id);
        var person = scope.Db.Users.Where(p => p.Id == membership.PersonId).Select(p => new { p.DisplayName, p.UserName }).Single();
        var view = new MemberView(
            room.Id, membership.PersonId, person.DisplayName, person.UserName!, membership.Role, membership.SilencedUntil, room.Members);
        scope.Log(new Change(room.Id, rev, ChangeKind.Member, membership.PersonId, view), replaces: membership.Rev);
        membership.Rev = rev;
    }
}
