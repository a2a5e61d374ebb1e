using System.Diagnostics.Metrics;

namespace Chat.Data;

/// <summary>What an operator sees of the writer. Counted by the commit, not by the write.</summary>
public sealed class WriterMetrics
{
    private readonly Meter meter;
    private readonly Histogram<int> size;
    private readonly Histogram<double> duration;
    private readonly Counter<long> failures;

    public WriterMetrics(IMeterFactory meters)
    {
        meter = meters.Chat();
        size = meter.CreateHistogram(
            "chat.commit.size", "{write}", "Writes that shared one commit.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });
        duration = meter.CreateHistogram(
            "chat.commit.duration", "s", "From the beginning of a transaction until it is on disk.", advice: ChatMeter.Seconds);
        failures = meter.CreateCounter<long>("chat.commit.failures", "{commit}", "Commits that failed, with all writes in them.");
    }

    public void ObserveWaiting(Func<int> count) =>
        meter.CreateObservableUpDownCounter("chat.write.waiting", count, "{write}", "Writes that wait for the next commit.");

    public void Committed(int writes, TimeSpan elapsed)
    {
        size.Record(writes);
        duration.Record(elapsed.TotalSeconds);
    }

    public void Failed() => failures.Add(1);
}
