using System.Collections.Concurrent;

namespace Chat.Delivery;

/// <summary>Who listens to which room, and how to reach a person on all their devices.</summary>
public sealed class Hub
{
    /// <summary>Streams and held polls of one person. Beyond that it is a broken client or an attack.</summary>
    private const int MaxReaders = 64;

    private readonly ConcurrentDictionary<long, Feed> feeds = new();
    private readonly ConcurrentDictionary<long, HashSet<IReader>> people = new();
    private readonly Lock gate = new();
    private IReader[]? everybodyNow;
    private bool ended;

    /// <summary>Tells all of a person's devices how far they have read.</summary>
    public void TellRead(long person, long room, long read) => Tell(person, () => Frame.YourRead(room, read));

    /// <summary>
    /// Tells all of a person's devices that their message is in the log, and so read up to there: the answer to the
    /// sender may be lost.
    /// </summary>
    /// <param name="send">The sender's own id of it.</param>
    public void TellSent(long person, long room, long number, long rev, Guid? send) =>
        Tell(person, () => Frame.YourMessage(room, number, rev, send));

    /// <summary>Tells all of a person's devices how it is with a thread that they follow.</summary>
    /// <param name="read">The last reply read, by its place in the thread; null of one that they do not follow any more.</param>
    /// <param name="threads">How many of the person's threads have unread replies now.</param>
    public void TellThread(long person, long room, long thread, int? read, int threads) =>
        Tell(person, () => Frame.YourThread(room, thread, read, threads));

    /// <summary>Tells all devices of these people that a message calls them.</summary>
    public void TellMentioned(IEnumerable<long> people, long room, long number)
    {
        var frame = new Lazy<Frame>(() => Frame.YourMention(room, number));
        foreach (var person in people)
            Tell(person, () => frame.Value);
    }

    /// <summary>Tells all of a person's devices that their list of rooms has changed.</summary>
    public void TellRooms(long person) => Tell(person, Frame.YourRooms);

    /// <summary>Tells all of a person's devices that some of their rooms are unread again.</summary>
    public void TellReadBack(long person) => Tell(person, Frame.YourReadBack);

    /// <summary>Tells all of a person's devices that they want a room unread again from after a message on.</summary>
    public void TellUnread(long person, long room, long read) => Tell(person, () => Frame.YourUnread(room, read));

    /// <summary>Tells all of a person's devices that something they wanted to be reminded of is due.</summary>
    public void TellDue(long person) => Tell(person, Frame.YourDue);

    /// <summary>Tells all of a person's devices something that may be lost.</summary>
    internal void Signal(long person, Signal signal)
    {
        foreach (var reader in ReadersOf(person))
            reader.Signal(signal);
    }

    /// <summary>Whether any device of the person listens.</summary>
    internal bool IsHeardBy(long person)
    {
        lock (gate)
            return people.ContainsKey(person);
    }

    /// <summary>Those who show the room now.</summary>
    internal IEnumerable<long> ViewersOf(long room) => Find(room)?.Viewers.Select(viewer => viewer.Person) ?? [];

    /// <summary>Those who have the room in their sidebar, and show another.</summary>
    internal IEnumerable<long> WatchersOf(long room) => Find(room)?.Watchers.Select(watcher => watcher.Person) ?? [];

    /// <summary>Tells those who view the room now, as far as it is meant for them, something that may be lost.</summary>
    internal void SignalRoom(long room, Signal signal, Func<long, bool> isFor)
    {
        foreach (var viewer in Find(room)?.Viewers ?? [])
        {
            if (isFor(viewer.Person))
                viewer.Signal(signal);
        }
    }

    internal bool TryJoin(IReader reader)
    {
        IReader? former;
        bool tooLate;
        lock (gate)
        {
            var readers = people.GetOrAdd(reader.Person, _ => []);
            former = readers.FirstOrDefault(other => other.Client == reader.Client);
            if (former is null && readers.Count >= MaxReaders)
                return false;
            readers.Add(reader);
            everybodyNow = null;
            tooLate = ended;
        }

        former?.End();
        if (tooLate)
            reader.End();
        return true;
    }

    /// <summary>Ends everybody who is here, and whoever still comes: a poll that is held would hold the server's stop up.</summary>
    internal void EndAll()
    {
        lock (gate)
            ended = true;
        foreach (var reader in Everybody())
            reader.End();
    }

    internal void Leave(IReader reader)
    {
        lock (gate)
        {
            foreach (var room in reader.Rooms)
                LeaveFeed(reader, room);
            reader.Rooms.Clear();
            if (!people.TryGetValue(reader.Person, out var readers) || !readers.Remove(reader))
                return;
            everybodyNow = null;
            if (readers.Count == 0)
                people.TryRemove(reader.Person, out _);
        }
    }

    internal Feed View(IReader reader, long room)
    {
        lock (gate)
        {
            var feed = Enter(reader, room);
            feed.View(reader);
            return feed;
        }
    }

    internal void Watch(IReader reader, long room)
    {
        lock (gate)
            Enter(reader, room).Watch(reader);
    }

    private Feed Enter(IReader reader, long room)
    {
        reader.Rooms.Add(room);
        return feeds.GetOrAdd(room, id => new Feed(id));
    }

    internal void Unsubscribe(IReader reader, long room)
    {
        lock (gate)
        {
            if (reader.Rooms.Remove(room))
                LeaveFeed(reader, room);
        }
    }

    private void LeaveFeed(IReader reader, long room)
    {
        var feed = feeds[room];
        feed.Leave(reader);
        if (feed.IsEmpty)
            feeds.TryRemove(room, out _);
    }

    internal Feed? Find(long room) => feeds.GetValueOrDefault(room);

    private void Tell(long person, Func<Frame> news)
    {
        if (ReadersOf(person) is not { Length: > 0 } readers)
            return;
        var frame = news();
        foreach (var reader in readers)
            reader.Tell(frame);
    }

    internal IReader[] ReadersOf(long person)
    {
        lock (gate)
            return people.TryGetValue(person, out var readers) ? [.. readers] : [];
    }

    /// <summary>The reader that a client has, if any.</summary>
    internal IReader? ReaderOf(long person, string client)
    {
        lock (gate)
            return people.TryGetValue(person, out var readers) ? readers.FirstOrDefault(reader => reader.Client == client) : null;
    }

    internal IReader[] Everybody()
    {
        lock (gate)
            return everybodyNow ??= [.. people.Values.SelectMany(readers => readers)];
    }
}
