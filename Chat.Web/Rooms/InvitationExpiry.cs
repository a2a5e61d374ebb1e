using Chat.Data;
using Chat.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chat.Rooms;

/// <summary>Removes old invitations that nobody can accept: of closed accounts, and of people who came in by another way or are banned.</summary>
internal sealed class InvitationExpiry(Writer writer, TimeProvider clock) : IRecurringJob
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public string Kind => "rooms.invitations";

    public TimeSpan Every => TimeSpan.FromDays(1);

    public Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - KeptFor;
        return writer.Run(scope => scope.Db.Invitations
            .Where(i => i.CreatedAt < before && (
                scope.Db.Users.Any(p => p.Id == i.PersonId && p.DeactivatedAt < before) ||
                scope.Db.Memberships.Any(m => m.RoomId == i.RoomId && m.PersonId == i.PersonId && m.LeftAt == null) ||
                scope.Db.Bans.Any(b => b.RoomId == i.RoomId && b.PersonId == i.PersonId)))
            .ExecuteDelete());
    }
}
