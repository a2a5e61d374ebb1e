using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chat.Data;

/// <summary>
/// Makes the saves of ordinary contexts (those of ASP.NET Identity) take turns with the <see cref="Writer"/>. Names are
/// saved in no other way.
/// </summary>
public sealed class SaveUnderLock(WriteLock writeLock, NameClock names) : SaveChangesInterceptor
{
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<DbContext, Turn> held = [];

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var context = eventData.Context!;
        held.Add(context, new Turn(await writeLock.EnterAsync(cancellationToken), MayRename(context)));
        return result;
    }

    private static bool MayRename(DbContext context) =>
        context.ChangeTracker.Entries<Person>().Any(person => person.State is EntityState.Modified);

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context!);
        return Task.CompletedTask;
    }

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context!);
        return Task.CompletedTask;
    }

    // Somebody else saved the same row first: of this failure alone, SaveChangesFailed is not told.
    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
        ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new NotSupportedException("Save asynchronously, or through the Writer.");

    private void Leave(DbContext context)
    {
        if (!held.TryGetValue(context, out var turn))
            return;
        held.Remove(context);
        // After a failure, too: it may have come after the commit.
        if (turn.MayRename)
            names.Tick();
        turn.Lock.Dispose();
    }

    private sealed record Turn(IDisposable Lock, bool MayRename);
}
