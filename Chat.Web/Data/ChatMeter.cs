using System.Diagnostics.Metrics;

namespace Chat.Data;

/// <summary>The one meter that every room's instruments hang on; <c>docs/metrics.md</c> lists them.</summary>
internal static class ChatMeter
{
    public const string Name = "Chat";

    /// <summary>From a write to a fast disk to an outage that people notice.</summary>
    public static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    public static string Version => typeof(ChatMeter).Assembly.GetName().Version!.ToString(3);

    /// <summary>The factory owns the meter and gives everybody the same.</summary>
    public static Meter Chat(this IMeterFactory meters) => meters.Create(new MeterOptions(Name) { Version = Version });
}
