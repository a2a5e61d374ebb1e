using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Presence;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>
/// Those who may have to hear of some messages of a room, and all that <see cref="WhoHears"/> asks about them: as many
/// questions for two members as for ten thousand.
/// </summary>
internal sealed class Listeners
{
    private readonly Dictionary<(long Person, long Number), bool> calls;
    private readonly Dictionary<(long Person, long Thread), int> follows;
    private readonly Dictionary<(long Person, long Thread), long> told;
    private readonly HashSet<(long Author, long Person)> apart;
    private readonly Dictionary<long, string> words;
    private readonly Dictionary<string, TimeZoneInfo> zones = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<long> readers;
    private readonly bool isNamed;
    private readonly DateTimeOffset now;

    private Listeners(Found found, bool isNamed, IReadOnlySet<long> readers, DateTimeOffset now)
    {
        (All, calls, follows, told, apart, words) = (found.All, found.Calls, found.Follows, found.Told, found.Apart, found.Words);
        (this.isNamed, this.readers, this.now) = (isNamed, readers, now);
    }

    public IReadOnlyList<Listener> All { get; }

    public static async Task<Listeners> FindAsync(
        ChatDb db, long room, RoomKind kind, IReadOnlyList<Said> said, Attendance attendance, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var numbers = said.Select(each => each.Number).ToList();
        var threads = said.Where(each => each.IsReply).Select(each => each.Thread).Distinct().ToList();
        var authors = said.Select(each => each.Author).Distinct().ToList();
        var called = await db.Mentions
            .Where(m => m.RoomId == room && numbers.Contains(m.Number))
            .Where(m => db.PushSubscriptions.Any(s => s.PersonId == m.PersonId))
            .Select(m => new { m.PersonId, m.Number, m.IsRead })
            .ToDictionaryAsync(m => (m.PersonId, m.Number), m => m.IsRead, cancellationToken);
        var followed = threads.Count == 0 ? [] : await db.Follows
            .Where(f => f.RoomId == room && threads.Contains(f.Thread) && !f.IsEnded)
            .Where(f => db.PushSubscriptions.Any(s => s.PersonId == f.PersonId))
            .Select(f => new { f.PersonId, f.Thread, f.LastRead })
            .ToDictionaryAsync(f => (f.PersonId, f.Thread), f => f.LastRead, cancellationToken);
        var concerned = called.Keys.Select(call => call.PersonId).Concat(followed.Keys.Select(follow => follow.PersonId)).Distinct().ToList();
        var all = await ListAsync(db, room, kind, concerned, cancellationToken);
        var notices = await db.Notices
            .Where(n => n.RoomId == room)
            .Select(n => new { n.PersonId, n.Thread, n.Number })
            .ToDictionaryAsync(n => (n.PersonId, n.Thread), n => n.Number, cancellationToken);
        var blocks = await db.Blocks
            .Where(b => authors.Contains(b.PersonId) || authors.Contains(b.BlockedId))
            .Select(b => new { b.PersonId, b.BlockedId })
            .ToListAsync(cancellationToken);
        return new Listeners(
            new Found(
                all, called, followed, notices,
                [.. blocks.Select(pair => (pair.PersonId, pair.BlockedId)), .. blocks.Select(pair => (pair.BlockedId, pair.PersonId))],
                all.Exists(listener => listener.Keywords.Length > 0) ? await WordsAsync(db, room, numbers, cancellationToken) : []),
            kind is RoomKind.Named, attendance.ReadersOf(room), now);
    }

    /// <summary>In a room with a name most members hear of what calls them, and are not even looked at.</summary>
    private static Task<List<Listener>> ListAsync(ChatDb db, long room, RoomKind kind, List<long> concerned, CancellationToken cancellationToken) => db.Memberships
        .Where(m => m.RoomId == room && m.LeftAt == null && m.Person!.DeactivatedAt == null)
        .Where(m => kind != RoomKind.Named || m.NotifyOf == NotifyOf.Everything || m.Person!.Keywords != "" || concerned.Contains(m.PersonId))
        .Where(m => db.PushSubscriptions.Any(s => s.PersonId == m.PersonId))
        .OrderBy(m => m.PersonId)
        .Select(m => new Listener(m.PersonId, m.LastRead, m.NotifyOf, m.IsMuted)
        {
            Language = m.Person!.Language ?? db.PushSubscriptions.Where(s => s.PersonId == m.PersonId).OrderByDescending(s => s.Id).Select(s => s.Language).First(),
            Zone = m.Person.TimeZone,
            QuietFrom = m.Person.QuietFrom,
            QuietUntil = m.Person.QuietUntil,
            PausedUntil = m.Person.PausedUntil,
            WithoutText = m.Person.NotifiesWithoutText,
            Keywords = m.Person.Keywords,
        })
        .ToListAsync(cancellationToken);

    private static async Task<Dictionary<long, string>> WordsAsync(ChatDb db, long room, List<long> numbers, CancellationToken cancellationToken) =>
        (await db.Messages
            .Where(m => m.RoomId == room && numbers.Contains(m.Number))
            .Select(m => new { m.Number, Body = m.Body.Substring(0, Core.Keywords.MaxText) })
            .ToListAsync(cancellationToken))
        .ToDictionary(message => message.Number, message => Core.Keywords.Folded(message.Body));

    /// <summary>How it is with somebody when this is said.</summary>
    public Occasion Of(Listener listener, Keywords keywords, Said said) => new(said.IsReply ? News.Reply : News.Message)
    {
        IsMember = true,
        IsAuthor = said.Author == listener.Person,
        AreApart = apart.Contains((said.Author, listener.Person)),
        IsNamed = isNamed,
        NotifyOf = listener.NotifyOf,
        IsMuted = listener.IsMuted,
        IsQuietHour = listener.QuietFrom is not null && QuietHours.Cover(listener.QuietFrom, listener.QuietUntil, ZoneOf(listener), now),
        IsPaused = listener.PausedUntil > now,
        IsReading = readers.Contains(listener.Person),
        HasRead = HasRead(listener, said),
        IsCalled = calls.ContainsKey((listener.Person, said.Number)),
        SaysKeyword = !keywords.IsEmpty && words.TryGetValue(said.Number, out var text) && keywords.AreIn(text),
        Follows = follows.ContainsKey((listener.Person, said.Thread)),
    };

    /// <summary>It, or what came after it, stands on their devices already.</summary>
    public bool IsTold(Listener listener, Said said) => told.TryGetValue((listener.Person, said.Thread), out var number) && number >= said.Number;

    /// <summary>How far they have read a thread that they follow; null if they do not.</summary>
    public int? ReadOf(Listener listener, long thread) => follows.TryGetValue((listener.Person, thread), out var read) ? read : null;

    private bool HasRead(Listener listener, Said said) => said.IsReply
        ? (calls.TryGetValue((listener.Person, said.Number), out var isRead) && isRead)
            || (follows.TryGetValue((listener.Person, said.Thread), out var replies) && replies >= MessageNumber.ReplyOf(said.Number))
        : listener.LastRead >= said.Number;

    private TimeZoneInfo ZoneOf(Listener listener)
    {
        var name = listener.Zone ?? "";
        if (!zones.TryGetValue(name, out var zone))
            zones[name] = zone = Zones.Find(name) ?? TimeZoneInfo.Utc;
        return zone;
    }

    private sealed record Found(
        List<Listener> All, Dictionary<(long Person, long Number), bool> Calls, Dictionary<(long Person, long Thread), int> Follows,
        Dictionary<(long Person, long Thread), long> Told, HashSet<(long Author, long Person)> Apart, Dictionary<long, string> Words);
}
