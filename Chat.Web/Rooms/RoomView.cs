using Chat.Data;
using Chat.Shared;

namespace Chat.Rooms;

/// <summary>A room's name and rules as its header shows them, the same for every reader.</summary>
public sealed record RoomView(string Name, bool IsReadOnly, bool IsArchived)
{
    /// <summary>The name, and a sign for each rule: the style sheet writes it in the reader's language.</summary>
    public Fragment Html => Fragment.Of($"{Name}{Sign(IsReadOnly, "read-only")}{Sign(IsArchived, "archived")}");

    private static Fragment Sign(bool stands, string rule) =>
        stands ? Fragment.Trusted($"<span class=\"rule {rule}\"></span>") : Fragment.Empty;
}

internal static class RoomWrites
{
    public static RoomView View(this Room room) => new(room.Name, room.IsReadOnly, room.ArchivedAt is not null);

    /// <summary>Tells everybody inside what the room is called and which rules it has now.</summary>
    public static void LogRoom(this WriteScope scope, Room room)
    {
        var rev = scope.Tick(room.Id);
        scope.Log(new Change(room.Id, rev, ChangeKind.Room, 0, room.View()), replaces: room.SettingsRev);
        room.SettingsRev = rev;
        scope.Db.SaveChanges();
    }
}
