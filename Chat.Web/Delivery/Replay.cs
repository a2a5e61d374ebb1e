using System.Runtime.CompilerServices;
using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Delivery;

/// <summary>Answers "what did I miss?" from the log: the latest state of all that changed after a cursor.</summary>
internal sealed class Replay(IEnumerable<IChangeRenderer> renderers)
{
    /// <summary>Changes read at a time: a reader far behind costs bounded memory.</summary>
    public const int PageSize = 100;

    private static readonly Func<ChatDb, long, long, int, IAsyncEnumerable<LogEntry>> Query =
        EF.CompileAsyncQuery((ChatDb db, long room, long cursor, int size) =>
            db.Log.AsNoTracking()
                .Where(e => e.RoomId == room && e.Rev > cursor)
                .OrderBy(e => e.Rev)
                .Take(size));

    private static readonly Func<ChatDb, long, long, Task<bool>> IsMember =
        EF.CompileAsyncQuery((ChatDb db, long room, long person) =>
            db.Memberships.Any(m => m.RoomId == room && m.PersonId == person && m.LeftAt == null));

    /// <summary>Frames of the room after the cursor, oldest first, each with the revision it brings the reader to.</summary>
    public async IAsyncEnumerable<(long Rev, Frame Frame)> ReadAsync(
        ChatDb db, long person, long room, long cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var entries = await PageAsync(db, room, cursor, cancellationToken);
            var changes = await LoadAsync(db, room, entries, cancellationToken);
            // Asked after the log was read: what somebody said after the person was removed is not for them.
            if (entries.Count > 0 && !await IsMember(db, room, person))
                yield break;
            foreach (var change in changes)
            {
                if (Show(change) is { } rendered)
                {
                    yield return (change.Rev, Frame.Change(room, change.Rev, cursor, rendered));
                    cursor = change.Rev;
                }
            }

            if (entries.Count < PageSize)
                yield break;
            cursor = Math.Max(cursor, entries[^1].Rev);
        }
    }

    private static async Task<List<LogEntry>> PageAsync(ChatDb db, long room, long cursor, CancellationToken cancellationToken)
    {
        var entries = new List<LogEntry>();
        await foreach (var entry in Query(db, room, cursor, PageSize).WithCancellation(cancellationToken))
            entries.Add(entry);
        return entries;
    }

    private async Task<IEnumerable<Change>> LoadAsync(ChatDb db, long room, List<LogEntry> entries, CancellationToken cancellationToken)
    {
        var states = new Dictionary<(ChangeKind, long), object>();
        foreach (var kind in entries.GroupBy(entry => entry.Kind))
        {
            if (renderers.FirstOrDefault(renderer => renderer.Renders(kind.Key)) is not { } renderer)
                continue;
            var subjects = kind.Select(entry => entry.Subject).ToHashSet();
            foreach (var (subject, state) in await renderer.LoadAsync(db, room, kind.Key, subjects, cancellationToken))
                states[(kind.Key, subject)] = state;
        }

        return entries
            .Where(entry => states.ContainsKey((entry.Kind, entry.Subject)))
            .Select(entry => new Change(room, entry.Rev, entry.Kind, entry.Subject, states[(entry.Kind, entry.Subject)]));
    }

    private Rendered? Show(Change change) => renderers.FirstOrDefault(renderer => renderer.Renders(change.Kind))?.Render(change);
}
