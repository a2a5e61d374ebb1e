using System.Diagnostics;
using System.Diagnostics.Metrics;
using Chat.Data;

namespace Chat.Jobs;

/// <summary>What an operator sees of the jobs.</summary>
internal sealed class JobMetrics
{
    private readonly Counter<long> runs;
    private readonly Histogram<double> lag;
    private int waiting;

    public JobMetrics(IMeterFactory meters)
    {
        var meter = meters.Chat();
        runs = meter.CreateCounter<long>("chat.job.runs", "{run}", "Tries of jobs, by what came of them.");
        lag = meter.CreateHistogram("chat.job.lag", "s", "From when a job was due until it was begun.", advice: ChatMeter.Seconds);
        meter.CreateObservableUpDownCounter("chat.job.waiting", () => Volatile.Read(ref waiting), "{job}", "Jobs that are due, what is under way included.");
    }

    public void Waits(int jobs) => Volatile.Write(ref waiting, jobs);

    public void Begins(Claim claim, DateTimeOffset now) =>
        lag.Record((now - claim.Run.DueAt).TotalSeconds, KeyValuePair.Create("chat.job.kind", (object?)claim.Handler.Kind));

    public void Ran(JobAnswer answer) => runs.Add(1, new TagList
    {
        { "chat.job.kind", answer.Claim.Handler.Kind },
        { "chat.job.outcome", NameOf(answer.Outcome) },
    });

    private static string NameOf(JobOutcome? outcome) => outcome switch
    {
        JobOutcome.Done => "done",
        JobOutcome.Again => "again",
        JobOutcome.Retry => "retried",
        JobOutcome.Failed => "failed",
        _ => "stopped",
    };
}
