using System.Diagnostics.Metrics;
using Chat.Data;

namespace Chat.Delivery;

/// <summary>What an operator sees of delivery. Counted by the request and by the walk, never by the event and reader.</summary>
internal sealed class DeliveryMetrics
{
    private static readonly KeyValuePair<string, object?>[] Rungs =
        [.. Enum.GetNames<Rung>().Select(name => KeyValuePair.Create("chat.reader.rung", (object?)name.ToLowerInvariant()))];

    private readonly int[] open = new int[Rungs.Length];
    private readonly Counter<long> requests;
    private readonly Counter<long> refusals;
    private readonly Counter<long> cutoffs;
    private readonly Counter<long> repairs;
    private readonly Counter<long> repairedChanges;
    private readonly Counter<long> resyncs;
    private readonly Counter<long> events;
    private readonly Histogram<double> lag;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Chat();
        // Asked for rather than told, so that it is right for whoever begins to listen later, too.
        meter.CreateObservableUpDownCounter("chat.reader.count", Open, "{reader}", "Open streams, and those who poll.");
        requests = meter.CreateCounter<long>("chat.reader.requests", "{request}", "Requests for events that were let in.");
        refusals = meter.CreateCounter<long>(
            "chat.reader.refusals", "{request}", "Requests for events answered 429: the person holds too many already.");
        cutoffs = meter.CreateCounter<long>("chat.reader.cutoffs", "{reader}", "Streams that were ended because they were not read.");
        repairs = meter.CreateCounter<long>(
            "chat.repair.requests", "{request}", "Requests whose cursor was behind and that got what they had missed.");
        repairedChanges = meter.CreateCounter<long>("chat.repair.changes", "{change}", "Changes that those requests got.");
        resyncs = meter.CreateCounter<long>(
            "chat.resync.requests", "{request}", "Requests whose cursor means nothing here: told to render the page anew.");
        events = meter.CreateCounter<long>(
            "chat.fanout.events", "{event}", "Changes for open readers of their rooms, each once for every reader.");
        lag = meter.CreateHistogram(
            "chat.fanout.lag", "s", "From a commit until all readers of its rooms were woken; the oldest commit of each walk.",
            advice: ChatMeter.Seconds);
    }

    private IEnumerable<Measurement<int>> Open() => Rungs.Select((rung, i) => new Measurement<int>(Volatile.Read(ref open[i]), rung));

    public void Joined(Rung rung)
    {
        Interlocked.Increment(ref open[(int)rung]);
        Asked(rung);
    }

    /// <summary>By somebody who is here already.</summary>
    public void Asked(Rung rung) => requests.Add(1, Rungs[(int)rung]);

    public void Left(Rung rung) => Interlocked.Decrement(ref open[(int)rung]);

    public void Refused(Rung rung) => refusals.Add(1, Rungs[(int)rung]);

    public void CutOff() => cutoffs.Add(1);

    public void Repaired(Rung rung, int changes)
    {
        if (changes == 0)
            return;
        repairs.Add(1, Rungs[(int)rung]);
        repairedChanges.Add(changes, Rungs[(int)rung]);
    }

    /// <param name="cause">"epoch": of another database; "ahead": beyond the room's last change.</param>
    public void Resynced(string cause) => resyncs.Add(1, KeyValuePair.Create("chat.resync.cause", (object?)cause));

    /// <param name="handed">Changes times the readers they were for.</param>
    /// <param name="elapsed">Since the oldest commit of the walk.</param>
    public void Walked(long handed, TimeSpan elapsed)
    {
        events.Add(handed);
        lag.Record(elapsed.TotalSeconds);
    }
}
