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

    /// <summary>Frames kept; short ones reach <see cref="MaxBytes"/> at about as many. A power of two.</summary>
    private const int Capacity = 2048;

    private readonly Lock gate = new();
    private readonly HashSet<IReader> viewers = [];
    private readonly HashSet<IReader> watchers = [];
    private Frame?[]? ring;
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

    public void Append(long rev, Frame frame)
    {
        lock (gate)
        {
            ring ??= new Frame?[Capacity];
            if (last != rev - 1)
                Restart(rev - 1);
            while (last > floor && (last - floor == Capacity || bytes + frame.Length > MaxBytes))
                DropOldest();
            ring[rev & (Capacity - 1)] = frame;
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
        if (ring is not null)
            Array.Clear(ring);
        floor = last = rev;
        bytes = 0;
        joined = default;
    }

    private void DropOldest()
    {
        ref var oldest = ref ring![++floor & (Capacity - 1)];
        bytes -= oldest!.Length;
        oldest = null;
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
        var first = FrameAt(cursor + 1);
        if (cursor + 1 == last)
            return first.Sse;
        var length = 0;
        for (var rev = cursor + 1; rev <= last; rev++)
            length += FrameAt(rev).Length;
        var events = new byte[length];
        for (var (rev, at) = (cursor + 1, 0); rev <= last; rev++)
        {
            var frame = FrameAt(rev);
            frame.Sse.CopyTo(events.AsMemory(at));
            at += frame.Length;
        }

        return events;
    }

    private Frame FrameAt(long rev) => ring![rev & (Capacity - 1)]!;
}
