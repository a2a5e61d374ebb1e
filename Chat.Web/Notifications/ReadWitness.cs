using Chat.Data;
using Chat.Jobs;
using Chat.Rooms;

namespace Chat.Notifications;

/// <summary>Where something was told that has been read since, asks that it is taken off the person's devices.</summary>
internal sealed class ReadWitness(JobQueue jobs) : IReadWitness
{
    /// <summary>Whoever reads one message reads the next: what they have read meanwhile is taken back with it.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    public void HasRead(WriteScope scope, long person, long room)
    {
        var isTold = scope.Command("""SELECT 1 FROM "Notices" WHERE "PersonId" = @person AND "RoomId" = @room LIMIT 1""")
            .With("@person", person).With("@room", room).Scalar() is not null;
        if (isTold)
            Ask(scope, person, room);
    }

    public void HasReadAll(WriteScope scope, long person)
    {
        foreach (var room in scope.Db.Notices.Where(n => n.PersonId == person).Select(n => n.RoomId).Distinct().ToList())
            Ask(scope, person, room);
    }

    private void Ask(WriteScope scope, long person, long room) =>
        jobs.Ask(scope, Withdrawing.OfKind, Withdrawing.KeyOf(person, room), scope.Now + Delay);
}
