using System.Collections.Concurrent;
using Chat.Core;
using Chat.Data;

namespace Chat.Delivery;

/// <summary>
/// Carries committed changes to readers, in the order of commits: renders each once, appends it to its room's feed,
/// then walks the readers of the rooms that changed, on several processors if there are many. What commits meanwhile
/// goes out with the next walk. After a walk to many readers it rests for a moment: in a crowded and busy room, what a
/// wake costs is then shared by several events. It has a thread of its own: in the pool it would stand in line behind
/// the readers that it has woken.
/// </summary>
internal sealed partial class Publisher : IHostedService, IDisposable
{
    /// <summary>Several times what it costs to wake a reader.</summary>
    private static readonly TimeSpan RestPerReader = TimeSpan.FromMicroseconds(50);

    /// <summary>No one notices this much between two messages of others.</summary>
    private static readonly TimeSpan MaxRest = TimeSpan.FromMilliseconds(25);

    /// <summary>Timers are no finer.</summary>
    private static readonly TimeSpan MinRest = TimeSpan.FromMilliseconds(1);

    /// <summary>Well below what a feed keeps, or readers would be lapped before they are woken.</summary>
    private const int MaxChangesPerWalk = 512;

    /// <summary>A wake writes to the reader's socket: this many are worth a processor's while.</summary>
    private const int ReadersPerPart = 32;

    /// <summary>Readers woken between two looks at what was committed meanwhile: some milliseconds' work.</summary>
    private const int ReadersPerStretch = 128;

    private static readonly ParallelOptions OnEachProcessor = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private readonly BlockingCollection<(long At, IReadOnlyList<Change> Changes)> commits = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly HashSet<Feed> touched = [];
    private readonly Writer writer;
    private readonly Hub hub;
    private readonly IEnumerable<IChangeRenderer> renderers;
    private readonly DeliveryMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger<Publisher> logger;
    private readonly Thread thread;
    private long handed; // for the next walk to bring round: changes, times the readers they are for
    private long? oldest; // when the first of them was committed

    public Publisher(
        Writer writer, Hub hub, IEnumerable<IChangeRenderer> renderers, DeliveryMetrics metrics, TimeProvider clock, ILogger<Publisher> logger)
    {
        this.writer = writer;
        this.hub = hub;
        this.renderers = renderers;
        this.metrics = metrics;
        this.clock = clock;
        this.logger = logger;
        thread = new Thread(Loop) { IsBackground = true, Name = nameof(Publisher) };
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        writer.Committed += Take;
        thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>Ends the walk that is under way, also when the host's patience is at its end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        writer.Committed -= Take;
        await stopping.CancelAsync();
        await Task.Run(thread.Join, CancellationToken.None);
    }

    private void Take(IReadOnlyList<Change> changes) => commits.Add((clock.GetTimestamp(), changes));

    private void Loop()
    {
        try
        {
            while (true)
            {
                if (touched.Count == 0)
                    Publish(commits.Take(stopping.Token));
                var rest = Walk() * RestPerReader;
                if (rest >= MinRest)
                    Task.Delay(rest < MaxRest ? rest : MaxRest, clock, stopping.Token).GetAwaiter().GetResult();
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>
    /// Publishes what has been committed and wakes whom it concerns. Whoever comes late in a long walk gets what was
    /// committed until then; those before hear of it with the next walk.
    /// </summary>
    /// <returns>How many were woken.</returns>
    private int Walk()
    {
        var published = PublishWaiting(MaxChangesPerWalk);
        var (events, since) = (handed, oldest);
        (handed, oldest) = (0, null);
        var readers = TakeTouched();
        for (var from = 0; from < readers.Length; from += ReadersPerStretch)
        {
            if (from > 0)
                published += PublishWaiting(MaxChangesPerWalk - published);
            Wake(readers.AsMemory(from, Math.Min(ReadersPerStretch, readers.Length - from)));
        }

        if (events > 0)
            metrics.Walked(events, clock.GetElapsedTime(since!.Value));
        return readers.Length;
    }

    private int PublishWaiting(int most)
    {
        var published = 0;
        while (published < most && commits.TryTake(out var commit))
        {
            Publish(commit);
            published += commit.Changes.Count;
        }

        return published;
    }

    private void Publish((long At, IReadOnlyList<Change> Changes) commit)
    {
        oldest ??= commit.At;
        foreach (var change in commit.Changes)
        {
            try
            {
                Publish(change);
            }
            catch (Exception error)
            {
                // One change that cannot be shown must not silence the others; its readers see a gap and ask the log.
                LogFailed(error, change.Kind, change.Room, change.Rev);
            }
        }
    }

    private void Publish(Change change)
    {
        if (hub.Find(change.Room) is { } feed)
            Append(feed, change);
        switch (change.Kind)
        {
            case ChangeKind.Member:
                Welcome(change.Subject, change.Room);
                break;
            case ChangeKind.Left:
                Expel(change.Subject, change.Room);
                break;
            case ChangeKind.Deleted:
                Close(change.Room);
                break;
        }
    }

    private void Append(Feed feed, Change change)
    {
        var viewers = feed.Viewers.Length;
        if (viewers > 0 && Render(change) is { } rendered)
        {
            feed.Append(change.Rev, Frame.Change(change.Room, change.Rev, change.Rev - 1, rendered), clock.GetUtcNow());
            handed += viewers;
        }
        else
            feed.Skip(change.Rev);
        touched.Add(feed);
        if (change.Kind is ChangeKind.Message && !MessageNumber.IsReply(change.Subject))
            Reach(feed, change.Subject);
    }

    private static void Reach(Feed feed, long number)
    {
        feed.Reach(number);
        foreach (var watcher in feed.Watchers)
            watcher.Bump(feed.Room, number);
    }

    private Rendered? Render(Change change) =>
        renderers.FirstOrDefault(renderer => renderer.Renders(change.Kind))?.Render(change);

    private void Welcome(long person, long room)
    {
        foreach (var reader in hub.ReadersOf(person))
            hub.Watch(reader, room);
        hub.TellRooms(person);
    }

    private void Expel(long person, long room)
    {
        foreach (var reader in hub.ReadersOf(person))
            Expel(reader, room);
    }

    private void Expel(IReader reader, long room)
    {
        hub.Unsubscribe(reader, room);
        reader.Lose(room);
    }

    private void Close(long room)
    {
        if (hub.Find(room) is not { } feed)
            return;
        foreach (var reader in feed.Viewers.Concat(feed.Watchers))
            Expel(reader, room);
    }

    private IReader[] TakeTouched()
    {
        var readers = touched.Count == 1 ? touched.First().Viewers : [.. touched.SelectMany(feed => feed.Viewers)];
        touched.Clear();
        return readers;
    }

    private void Wake(ReadOnlyMemory<IReader> readers)
    {
        if (readers.Length <= ReadersPerPart)
            Wake(readers.Span);
        else
            Parallel.ForEach(Partitioner.Create(0, readers.Length, ReadersPerPart), OnEachProcessor, part => Wake(readers.Span[part.Item1..part.Item2]));
    }

    private void Wake(ReadOnlySpan<IReader> readers)
    {
        foreach (var reader in readers)
            Wake(reader);
    }

    private void Wake(IReader reader)
    {
        try
        {
            reader.Wake();
        }
        catch (Exception error)
        {
            // One broken connection must not end delivery to all the others.
            LogWakeFailed(error, reader.Person);
        }
    }

    public void Dispose()
    {
        commits.Dispose();
        stopping.Dispose();
    }

    [LoggerMessage(EventName = "WakeFailed", Level = LogLevel.Error, Message = "Could not wake a reader of person {Person}")]
    private partial void LogWakeFailed(Exception error, long person);

    [LoggerMessage(EventName = "PublishFailed", Level = LogLevel.Error, Message = "Could not publish a {Kind} change of room {Room} at {Rev}")]
    private partial void LogFailed(Exception error, ChangeKind kind, long room, long rev);
}
