using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.People;

/// <summary>
/// Tells open pages that somebody has another name now: their own and their friends', and those of everybody who is in
/// a room with them. It may be lost, like all that belongs to a person: the next page has it.
/// </summary>
internal sealed class NameNews(ChatDb db, Hub hub) : INameWitness
{
    public async Task RenamedAsync(long person, string name, CancellationToken cancellationToken)
    {
        var friends = await db.Friendships
            .Where(f => f.LowId == person || f.HighId == person)
            .Select(f => f.LowId == person ? f.HighId : f.LowId)
            .ToListAsync(cancellationToken);
        var rooms = await db.Memberships
            .Where(m => m.PersonId == person && m.LeftAt == null)
            .Select(m => m.RoomId)
            .ToListAsync(cancellationToken);
        var signal = Signal.Of("name", room: 0, person, json =>
        {
            json.WriteString("name", name);
            json.WriteString("initials", Names.Initials(name));
        });
        var companions = rooms.SelectMany(room => hub.ViewersOf(room).Concat(hub.WatchersOf(room)));
        foreach (var listener in companions.Concat(friends).Append(person).Distinct())
            hub.Signal(listener, signal);
    }
}
