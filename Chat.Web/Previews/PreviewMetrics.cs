using System.Diagnostics.Metrics;
using Chat.Data;
using Chat.Outbound;

namespace Chat.Previews;

/// <summary>What an operator sees of the pages that are looked at.</summary>
internal sealed class PreviewMetrics
{
    private readonly Counter<long> fetches;
    private int waiting;

    public PreviewMetrics(IMeterFactory meters)
    {
        var meter = meters.Chat();
        fetches = meter.CreateCounter<long>("chat.preview.fetches", "{page}", "Pages asked for previews, by what came of it.");
        meter.CreateObservableUpDownCounter("chat.preview.waiting", () => Volatile.Read(ref waiting), "{message}", "Messages whose links wait to be looked at.");
    }

    public void Waits(int messages) => Volatile.Write(ref waiting, messages);

    /// <param name="saysSomething">Whether what came is worth a card.</param>
    public void Fetched(FetchOutcome outcome, bool saysSomething) =>
        fetches.Add(1, KeyValuePair.Create("chat.preview.outcome", (object?)NameOf(outcome, saysSomething)));

    private static string NameOf(FetchOutcome outcome, bool saysSomething) => outcome switch
    {
        FetchOutcome.Ok => saysSomething ? "shown" : "empty",
        FetchOutcome.Refused => "refused",
        FetchOutcome.Unreachable => "unreachable",
        FetchOutcome.TimedOut => "timed_out",
        FetchOutcome.Denied => "denied",
        FetchOutcome.Busy => "busy",
        FetchOutcome.TooManyRedirects => "redirects",
        FetchOutcome.OtherKind => "other_kind",
        FetchOutcome.TooLarge => "too_large",
        _ => "broken",
    };
}
