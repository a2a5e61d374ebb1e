namespace Chat.Delivery;

/// <summary>
/// Somebody who polls. It keeps its seat for some seconds after an answer: the next poll need not ask the database who
/// may see what, and reads from the feeds, as a stream does.
/// </summary>
internal sealed class Poller(EventsRequest first) : IReader
{
    /// <summary>A browser asks again at once; whoever does not has gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<long, Feed> views = [];
    private readonly Dictionary<long, long> heads = [];
    private readonly List<Frame> told = [];
    private readonly HashSet<long> lost = [];
    private WaitingSignals? signals;
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<Place>? places;
    private int version;
    private IDisposable? seat;
    private int asking = 1;
    private DateTimeOffset answersAt;
    private DateTimeOffset goesAt;
    private bool over;

    public long Person => first.Person;

    public Guid Session => first.Session;

    public string Client => first.Client;

    public HashSet<long> Rooms { get; } = [];

    /// <summary>It has given up its seat, or will with its next answer.</summary>
    public bool IsOver
    {
        get
        {
            lock (gate)
                return over;
        }
    }

    /// <summary>
    /// Where the person's rooms stand; null if the database has to be asked, because more has changed than somebody
    /// having written.
    /// </summary>
    public IReadOnlyList<Place>? Places
    {
        get
        {
            lock (gate)
                return places is null ? null : [.. places.Select(Now)];
        }
    }

    /// <summary>How often the person's own things have changed.</summary>
    public int Version
    {
        get
        {
            lock (gate)
                return version;
        }
    }

    /// <summary>Keeps what the database said, unless something has changed since.</summary>
    public void Remember(IReadOnlyList<Place> read, int asOf)
    {
        lock (gate)
        {
            if (version == asOf)
                places = read;
        }
    }

    /// <summary>The rooms it shows.</summary>
    public IReadOnlyList<Feed> Views
    {
        get
        {
            lock (gate)
                return [.. views.Values];
        }
    }

    private Place Now(Place place)
    {
        var head = views.TryGetValue(place.Room, out var feed) ? feed.Head : heads.GetValueOrDefault(place.Room);
        return head > place.Head ? place with { Head = head } : place;
    }

    /// <summary>Takes its seat, which it gives up by itself.</summary>
    public void Sit(IDisposable seat)
    {
        lock (gate)
            this.seat = seat;
    }

    /// <summary>Shows these rooms, unless they were lost meanwhile.</summary>
    public void Begin(IReadOnlyList<Frame> notices, IEnumerable<Feed> feeds)
    {
        lock (gate)
        {
            told.InsertRange(0, notices);
            foreach (var feed in feeds.Where(feed => !lost.Contains(feed.Room)))
                views[feed.Room] = feed;
        }
    }

    /// <summary>
    /// Whether it can go on for the request: the same device asks for the same rooms, and the feeds still hold what it has
    /// not seen. A request that is still held is answered.
    /// </summary>
    public bool TryResume(EventsRequest request)
    {
        lock (gate)
        {
            if (over || places is null || request.Session != Session || request.Rung != first.Rung || request.Epoch != first.Epoch)
                return false;
            if (request.Cursors.Count != views.Count || !request.Cursors.All(cursor => views.TryGetValue(cursor.Room, out var feed) && feed.Keeps(cursor.Rev)))
                return false;
            asking++;
        }

        return true;
    }

    /// <summary>
    /// From now on until the next call, news completes this, or the time when there must be an answer; a request that
    /// waited for the former goes home.
    /// </summary>
    public Task Listen(DateTimeOffset until)
    {
        lock (gate)
        {
            answersAt = until;
            news.TrySetResult();
            news = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (over)
                news.SetResult();
            return news.Task;
        }
    }

    public IReadOnlyList<Frame> TakeTold()
    {
        lock (gate)
        {
            if (told.Count == 0 && signals is null)
                return [];
            Frame[] frames = [.. told, .. signals?.Frames ?? []];
            told.Clear();
            signals = null;
            return frames;
        }
    }

    /// <summary>A request has been answered.</summary>
    public void Rest(DateTimeOffset now)
    {
        lock (gate)
        {
            asking--;
            goesAt = now + Patience;
            over |= !first.GoesOn;
        }

        LeaveIfOver();
    }

    public void Tick(DateTimeOffset now)
    {
        lock (gate)
        {
            over |= asking == 0 && now >= goesAt;
            if (now >= answersAt)
                news.TrySetResult();
        }

        LeaveIfOver();
    }

    private void LeaveIfOver()
    {
        IDisposable? given = null;
        lock (gate)
        {
            if (over && asking == 0)
                (given, seat) = (seat, null);
        }

        given?.Dispose();
    }

    public void Wake()
    {
        lock (gate)
            news.TrySetResult();
    }

    public void Bump(long room, long head)
    {
        lock (gate)
        {
            heads[room] = Math.Max(head, heads.GetValueOrDefault(room));
            news.TrySetResult();
        }
    }

    // What is told to a person alone changes their list of rooms, or how far they have read.
    public void Tell(Frame frame)
    {
        lock (gate)
        {
            told.Add(frame);
            places = null;
            version++;
            news.TrySetResult();
        }
    }

    // Nothing that the database knows has changed.
    public void Signal(Signal signal)
    {
        lock (gate)
        {
            signals ??= new();
            signals.Add(signal);
            news.TrySetResult();
        }
    }

    public void Lose(long room)
    {
        lock (gate)
        {
            lost.Add(room);
            views.Remove(room);
        }

        Tell(Frame.Gone(room));
    }

    public void End()
    {
        lock (gate)
        {
            over = true;
            news.TrySetResult();
        }

        LeaveIfOver();
    }
}
