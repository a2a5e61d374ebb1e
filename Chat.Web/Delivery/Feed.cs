namespace Chat.Delivery;

/// <summary>
/// The live end of one room's log, shared by all who read it: a ring of the latest frames. Readers keep a cursor into
/// it, not a queue of their own, so a slow reader costs nothing but itself.
/// </summary>
internal sealed class Feed(long room)
{
    /// <summary>
    /// Bytes of frames kept for readers that are a little behind: a second of the busiest room, and never more memory
    /// than this, however long the messages.
    /// </summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Frames kept; short ones reach <see cref="MaxBytes"/> at about as many. A power of two, as <see cref="Least"/> is.</summary>
    private const int Most = 2048;

    /// <summary>Room for as many to begin with: in most rooms little happens.</summary>
    private const int Least = 16;

    /// <summary>A reader further behind does not read. With a thousand busy rooms, what is kept longer adds up.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly HashSet<IReader> viewers = [];
    private readonly HashSet<IReader> watchers = [];
    private (Frame Frame, DateTimeOffset At)[] ring = [];
    private long floor; // the revision before the oldest frame kept
    private long last;
    private int bytes;
    private (long After, long Last, ReadOnlyMemory<byte> Events) joined;
    private IReader[]? viewersNow;
    private IReader[]? watchersNow;

    public long Room => room;

    public bool IsEmpty
    {
        get
        {
            lock (gate)
                return viewers.Count == 0 && watchers.Count == 0;
        }
    }

    public IReader[] Viewers
    {
        get
        {
            lock (gate)
                return viewersNow ??= [.. viewers];
        }
    }

    public IReader[] Watchers
    {
        get
        {
            lock (gate)
                return watchersNow ??= [.. watchers];
        }
    }

    /// <summary>The reader shows the room: it gets every change.</summary>
    public void View(IReader reader)
    {
        lock (gate)
        {
            viewers.Add(reader);
            viewersNow = null;
        }
    }

    /// <summary>The reader has the room in its sidebar: it hears of new messages.</summary>
    public void Watch(IReader reader)
    {
        lock (gate)
        {
            if (!viewers.Contains(reader) && watchers.Add(reader))
                watchersNow = null;
        }
    }

    public void Leave(IReader reader)
    {
        lock (gate)
        {
            if (viewers.Remove(reader))
                viewersNow = null;
            if (watchers.Remove(reader))
                watchersNow = null;
        }
    }

    public void Append(long rev, Frame frame, DateTimeOffset now)
    {
        lock (gate)
        {
            if (last != rev - 1)
                Restart(rev - 1);
            while (last > floor && (last - floor == Most || bytes + frame.Length > MaxBytes || At(floor + 1).At < now - MaxAge))
                DropOldest();
            if (last - floor == ring.Length)
                Grow();
            At(rev) = (frame, now);
            bytes += frame.Length;
            last = rev;
        }
    }

    /// <summary>A change passed that nobody was there to see: whoever comes later reads it from the log.</summary>
    public void Skip(long rev)
    {
        lock (gate)
            Restart(rev);
    }

    private void Restart(long rev)
    {
        ring = [];
        floor = last = rev;
        bytes = 0;
        joined = default;
    }

    private void DropOldest()
    {
        ref var oldest = ref At(++floor);
        bytes -= oldest.Frame.Length;
        oldest = default;
    }

    private void Grow()
    {
        var former = ring;
        ring = new (Frame, DateTimeOffset)[Math.Max(former.Length * 2, Least)];
        for (var rev = floor + 1; rev <= last; rev++)
            At(rev) = former[rev & (former.Length - 1)];
    }

    /// <summary>Number of the latest message since the feed began; 0 before.</summary>
    public long Head { get; private set; }

    public void Reach(long number)
    {
        lock (gate)
            Head = Math.Max(Head, number);
    }

    /// <summary>Begins where a reader has just read the log to its end, unless something has been appended meanwhile.</summary>
    public void Begin(long rev)
    {
        lock (gate)
        {
            if (last == 0)
                floor = last = rev;
        }
    }

    /// <summary>Whether all that follows the cursor is, or will be, in the ring.</summary>
    public bool Keeps(long cursor)
    {
        lock (gate)
            return last > 0 && floor <= cursor && cursor <= last;
    }

    /// <summary>The frames after the cursor, each with its revision; null if the ring does not have them all.</summary>
    public IReadOnlyList<(long Rev, Frame Frame)>? After(long cursor)
    {
        lock (gate)
        {
            if (!Keeps(cursor))
                return null;
            var frames = new (long, Frame)[last - cursor];
            for (var i = 0; i < frames.Length; i++)
                frames[i] = (cursor + 1 + i, At(cursor + 1 + i).Frame);
            return frames;
        }
    }

    /// <summary>Whether the reader has fallen behind what the ring still holds.</summary>
    public bool HasLost(long cursor)
    {
        lock (gate)
            return cursor < floor;
    }

    /// <summary>
    /// All events after the cursor, which moves to their end; null if some of them are gone from the ring. Readers that
    /// are equally far get the same bytes, joined once.
    /// </summary>
    public ReadOnlyMemory<byte>? Read(ref long cursor)
    {
        lock (gate)
        {
            if (cursor < floor)
                return null;
            if (cursor >= last) // the log may be ahead of a feed that has just begun
                return default(ReadOnlyMemory<byte>);
            if (joined.After != cursor || joined.Last != last)
                joined = (cursor, last, Join(cursor));
            cursor = last;
            return joined.Events;
        }
    }

    private ReadOnlyMemory<byte> Join(long cursor)
    {
        var first = At(cursor + 1).Frame;
        if (cursor + 1 == last)
            return first.Sse;
        var length = 0;
        for (var rev = cursor + 1; rev <= last; rev++)
            length += At(rev).Frame.Length;
        var events = new byte[length];
        for (var (rev, at) = (cursor + 1, 0); rev <= last; rev++)
        {
            var frame = At(rev).Frame;
            frame.Sse.CopyTo(events.AsMemory(at));
            at += frame.Length;
        }

        return events;
    }

    private ref (Frame Frame, DateTimeOffset At) At(long rev) => ref ring[rev & (ring.Length - 1)];
}
