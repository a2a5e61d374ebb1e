using System.Diagnostics.Metrics;
using Chat.Data;

namespace Chat.Push;

/// <summary>What an operator sees of pushes.</summary>
internal sealed class PushMetrics
{
    private readonly Counter<long> sends;
    private readonly Histogram<double> duration;

    public PushMetrics(IMeterFactory meters)
    {
        var meter = meters.Chat();
        sends = meter.CreateCounter<long>("chat.push.sends", "{push}", "Pushes to devices, by what came of them.");
        duration = meter.CreateHistogram("chat.push.duration", "s", "From asking a push service until it has answered, or has not.", tags: null, ChatMeter.Seconds);
    }

    public void Sent(PushResult result, TimeSpan took)
    {
        Over(result);
        duration.Record(took.TotalSeconds);
    }

    /// <summary>Without anybody having been asked.</summary>
    public void Over(PushResult result) => sends.Add(1, KeyValuePair.Create("chat.push.outcome", (object?)result.Name()));
}
