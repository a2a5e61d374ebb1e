using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Chat.Delivery;

/// <summary>
/// One open stream of server-sent events. It owns no queue, task or timer: it keeps a cursor into each feed it views,
/// and whoever has news for it wakes it, whereupon it writes all that is due in one go.
/// </summary>
internal sealed class EventStream : IReader
{
    private const int Idle = 0;
    private const int Writing = 1;
    private const int Again = 2;

    /// <summary>A long replay is sent as it is read, at the reader's pace.</summary>
    private const int FlushBytes = 32 * 1024;

    /// <summary>Personal news that may wait; a reader with more is not reading.</summary>
    private const int MaxTold = 256;

    /// <summary>For taking leave; a reader who does not read that either would hold the server's stop up.</summary>
    private static readonly TimeSpan ByeWithin = TimeSpan.FromSeconds(1);

    // EventSource shows a comment to nobody; some browsers and proxies pass on nothing before 2 KiB have come.
    private static readonly byte[] Padding = Encoding.ASCII.GetBytes(":" + new string(' ', 2048) + "\n\nretry: 3000\n\n");

    // Some filters hold the newest event back until another byte follows.
    private static readonly byte[] Trail = ":\n\n"u8.ToArray();

    private readonly HttpContext http;
    private readonly PipeWriter output;
    private readonly TimeProvider clock;
    private readonly Schedule schedule;
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly List<View> views = [];
    private List<Frame>? told; // these four are seldom needed, and ten thousand idle streams would have them
    private Dictionary<long, long>? bumps;
    private HashSet<long>? lost;
    private WaitingSignals? signals;
    private CancellationTokenRegistration abort;
    private volatile bool ending;
    private long cutAt = long.MaxValue; // ticks, as the clock has them
    private int state = Writing; // the request's own task writes first: padding, hello and the replay

    public EventStream(HttpContext http, EventsRequest request, TimeProvider clock)
    {
        this.http = http;
        this.clock = clock;
        Person = request.Person;
        Session = request.Session;
        Client = request.Client;
        output = http.Response.BodyWriter;
        schedule = new Schedule(clock.GetUtcNow());
    }

    public long Person { get; }

    public Guid Session { get; }

    public string Client { get; }

    public HashSet<long> Rooms { get; } = [];

    /// <summary>It ended because it was not read in time.</summary>
    public bool FellBehind { get; private set; }

    public async Task OpenAsync(Frame hello, IReadOnlyList<Frame> notices)
    {
        output.Write(Padding);
        Write(hello);
        foreach (var notice in notices)
            Write(notice);
        await FlushAsync();
    }

    /// <summary>Writes what the log has after the cursors. The feeds were joined before: nothing falls in between.</summary>
    /// <returns>How many changes that were.</returns>
    public async Task<int> ReplayAsync(Feed feed, long cursor, IAsyncEnumerable<(long Rev, Frame Frame)> missed)
    {
        var count = 0;
        await foreach (var (rev, frame) in missed)
        {
            Write(frame);
            count++;
            cursor = rev;
            if (output.UnflushedBytes > FlushBytes && !await FlushAsync())
                return count;
        }

        lock (gate)
        {
            if (lost?.Contains(feed.Room) != true)
                views.Add(new View(feed, cursor));
        }

        return count;
    }

    /// <summary>Goes live and stays until the stream ends; afterwards nobody writes to the response.</summary>
    public Task LiveAsync()
    {
        abort = http.RequestAborted.UnsafeRegister(static stream => ((EventStream)stream!).End(), this);
        _ = WriteAsync();
        return closed.Task;
    }

    public void Wake()
    {
        if (Interlocked.CompareExchange(ref state, Writing, Idle) == Idle)
            _ = WriteAsync();
        else if (Interlocked.CompareExchange(ref state, Again, Writing) == Again)
            CutOffIfLost();
    }

    public void Bump(long room, long head)
    {
        lock (gate)
        {
            bumps ??= [];
            bumps[room] = Math.Max(head, bumps.GetValueOrDefault(room));
        }

        schedule.Soon();
    }

    public void Tell(Frame frame)
    {
        bool tooMany;
        lock (gate)
        {
            told ??= [];
            told.Add(frame);
            tooMany = told.Count > MaxTold;
        }

        if (tooMany)
            CutOff();
        else
            Wake();
    }

    public void Signal(Signal signal)
    {
        lock (gate)
        {
            signals ??= new();
            signals.Add(signal);
        }

        schedule.Soon();
    }

    public void Lose(long room)
    {
        lock (gate)
        {
            lost ??= [];
            lost.Add(room);
            views.RemoveAll(view => view.Feed.Room == room);
            bumps?.Remove(room);
        }

        Tell(Frame.Gone(room));
    }

    public void End()
    {
        Interlocked.CompareExchange(ref cutAt, (clock.GetUtcNow() + ByeWithin).UtcTicks, long.MaxValue);
        ending = true;
        Wake();
    }

    public void Tick(DateTimeOffset now)
    {
        if (schedule.IsDue(now))
            Wake();
        if (now.UtcTicks >= Volatile.Read(ref cutAt))
            CutOff();
    }

    // One at a time, whoever wakes it: the state says who. A stream that has closed stays in the state of writing, for ever.
    private async Task WriteAsync()
    {
        var idle = false;
        try
        {
            while (true)
            {
                Volatile.Write(ref state, Writing);
                var last = ending;
                if (WriteNews(last) && !await FlushAsync())
                    return;
                if (last)
                    return;
                if (!ending && Interlocked.CompareExchange(ref state, Idle, Writing) == Writing)
                {
                    idle = true;
                    return;
                }
            }
        }
        finally
        {
            if (!idle)
                Close();
        }
    }

    /// <summary>From here on nobody touches the request: its connection may serve another already.</summary>
    public void Close()
    {
        abort.Unregister();
        lock (gate)
            closed.TrySetResult();
    }

    private bool WriteNews(bool last)
    {
        var now = clock.GetUtcNow();
        var before = output.UnflushedBytes;
        lock (gate)
        {
            WriteOwn();
            foreach (var view in views)
                FellBehind |= !view.TryWrite(output);
            ending |= FellBehind;
        }

        var events = output.UnflushedBytes > before;
        WriteSigns(now, events);
        if (last)
            Write(Frame.Bye);
        return output.UnflushedBytes > before;
    }

    private void WriteOwn()
    {
        if (told is not null)
            told.ForEach(Write);
        if (bumps is not null)
            foreach (var (room, head) in bumps)
                Write(Frame.Bump(room, head));
        if (signals is not null)
            foreach (var frame in signals.Frames)
                Write(frame);
        (told, bumps, signals) = (null, null, null);
    }

    private void WriteSigns(DateTimeOffset now, bool events)
    {
        var ready = schedule.TakeReady(now);
        if (ready)
            Write(Frame.Ready);
        if (schedule.TakeBeat(now))
            Write(Frame.Beat);
        if (events || ready)
            schedule.Trail(now);
        else if (schedule.TakeTrail(now))
            output.Write(Trail);
        ending |= schedule.IsOver(now);
    }

    private void Write(Frame frame) => output.Write(frame.Sse.Span);

    private async ValueTask<bool> FlushAsync()
    {
        var flush = await output.FlushAsync(CancellationToken.None);
        return !flush.IsCompleted && !flush.IsCanceled;
    }

    /// <summary>The reader doesn't read and the ring has moved on without it: it will come back with its cursor.</summary>
    private void CutOffIfLost()
    {
        lock (gate)
        {
            if (!views.Exists(view => view.IsLost))
                return;
        }

        CutOff();
    }

    // Publishers may still hold a stream that has just ended.
    private void CutOff()
    {
        lock (gate)
        {
            if (closed.Task.IsCompleted)
                return;
            FellBehind = true;
            http.Abort();
        }
    }
}
