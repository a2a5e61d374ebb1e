using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chat.Data;

/// <summary>
/// What work sees inside the writer's transaction: the context, prepared commands on the same connection,
/// and the clocks of the rooms.
/// </summary>
public sealed class WriteScope : IDisposable
{
    private readonly TimeProvider clock;
    private readonly Dictionary<string, PreparedCommand> commands = [];
    private readonly List<Action<WriteScope>> endings = [];
    private List<Change> changes = [];
    private IDbContextTransaction? transaction;

    internal WriteScope(ChatDb db, TimeProvider clock)
    {
        Db = db;
        this.clock = clock;
    }

    /// <summary>A context on the transaction, empty at the start of each piece of work.</summary>
    public ChatDb Db { get; }

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    internal IReadOnlyList<Change> Changes => changes;

    /// <summary>A command prepared once for the life of the writer. Its text is portable SQL with @named parameters.</summary>
    public PreparedCommand Command(string sql)
    {
        if (!commands.TryGetValue(sql, out var command))
            commands[sql] = command = new PreparedCommand(Db.Database.GetDbConnection(), sql);
        command.Enlist(transaction!.GetDbTransaction());
        return command;
    }

    /// <summary>
    /// Writes a change under a tick that the room's clock has already made. The subject's former entry, if it had
    /// one at <paramref name="replaces"/>, leaves the log.
    /// </summary>
    public void Log(Change change, long replaces = 0)
    {
        if (replaces > 0)
            Command("""DELETE FROM "Log" WHERE "RoomId" = @room AND "Rev" = @rev""")
                .With("@room", change.Room).With("@rev", replaces).Execute();
        Command("""INSERT INTO "Log" ("RoomId", "Rev", "Kind", "Subject") VALUES (@room, @rev, @kind, @subject)""")
            .With("@room", change.Room).With("@rev", change.Rev)
            .With("@kind", (int)change.Kind).With("@subject", change.Subject).Execute();
        changes.Add(change);
    }

    /// <summary>Moves the room's clock and answers the new revision.</summary>
    public long Tick(long room) =>
        (long)(Command("""UPDATE "Rooms" SET "Rev" = "Rev" + 1 WHERE "Id" = @room RETURNING "Rev" """)
            .With("@room", room).Scalar() ?? throw new InvalidOperationException($"There is no room {room}."));

    /// <summary>
    /// Does something as the last of the transaction, after all of its work and in the order in which it was asked for:
    /// for what is written much faster at one go than between savepoints. If it fails, the whole transaction does.
    /// </summary>
    public void AtEnd(Action<WriteScope> ending) => endings.Add(ending);

    internal void Begin() => transaction = Db.Database.BeginTransaction();

    internal void Isolate(Work work)
    {
        var (changesBefore, endingsBefore) = (changes.Count, endings.Count);
        Command("SAVEPOINT work").Execute();
        try
        {
            work.Run(this);
            Command("RELEASE work").Execute();
        }
        catch (Exception error)
        {
            // The work's own failure, whatever it is, goes to whoever asked for it; the batch goes on without it.
            Command("ROLLBACK TO work").Execute();
            Command("RELEASE work").Execute();
            changes.RemoveRange(changesBefore, changes.Count - changesBefore);
            endings.RemoveRange(endingsBefore, endings.Count - endingsBefore);
            work.Fail(error);
        }
        finally
        {
            Db.ChangeTracker.Clear();
        }
    }

    internal void Commit()
    {
        foreach (var ending in endings)
            ending(this);
        endings.Clear();
        transaction!.Commit();
        transaction.Dispose();
        transaction = null;
    }

    internal void Abandon()
    {
        transaction?.Dispose();
        transaction = null;
        changes.Clear();
        endings.Clear();
    }

    internal IReadOnlyList<Change> TakeChanges()
    {
        var taken = changes;
        changes = [];
        return taken;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
    }
}
