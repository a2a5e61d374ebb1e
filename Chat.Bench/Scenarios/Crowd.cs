using System.Diagnostics;
using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>Readers and senders who stay through a restart of the server.</summary>
internal sealed class Crowd : IDisposable
{
    private const int Step = 1;

    private readonly Seats seats;
    private readonly HttpClient http;
    private readonly ReturningReader[] readers;
    private readonly PatientSender[] senders;
    private readonly CancellationTokenSource over = new();
    private Task reading = Task.CompletedTask;
    private Task sending = Task.CompletedTask;

    public Crowd(int port, Seats seats, Stage stage, Dictionary<long, long> cursors, Func<bool> isUp)
    {
        (Port, this.seats) = (port, seats);
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Timeout.InfiniteTimeSpan };
        readers = [.. Enumerable.Range(0, seats.Readers).Select(i =>
            new ReturningReader(http, seats.RoomOf(i), stage.AccountOf(i).Cookie, cursors[seats.RoomOf(i)]))];
        senders = [.. stage.Requests(length: 0).Select(request => new PatientSender(port, request, isUp))];
    }

    public int Port { get; }

    /// <summary>Until every reader has its stream.</summary>
    public async Task GatherAsync()
    {
        reading = Task.WhenAll(readers.Select(reader => reader.RunAsync(over.Token)));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!Array.TrueForAll(readers, reader => reader.IsLive) && await pause.WaitForNextTickAsync(over.Token))
        {
        }
    }

    /// <summary>Lets the senders write, each its share of the messages.</summary>
    public void Begin(int messages, int rate)
    {
        foreach (var reader in readers)
            reader.Tally.Begin(Step, messages);
        var start = Audience.Now;
        sending = Task.WhenAll(senders.Index().Select(sender => sender.Item.RunAsync(
            Enumerable.Range(0, messages).Where(message => message % senders.Length == sender.Index)
                .Select(message => new Stamp(Step, message, start + (message * 1_000_000L / rate))),
            over.Token)));
    }

    /// <summary>Until all was sent and heard, or patience ends.</summary>
    public async Task FinishAsync(int messages, TimeSpan patience)
    {
        over.CancelAfter(patience);
        try
        {
            await sending;
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (!IsDone(messages))
                await pause.WaitForNextTickAsync(over.Token);
        }
        catch (OperationCanceledException)
        {
            // What has not come by now is lost.
        }

        await over.CancelAsync();
        await reading;
    }

    private bool IsDone(int messages) => readers.Index().All(reader =>
        reader.Item is { IsLive: true, ReturnedAt: not null } && reader.Item.Tally.Delivered >= seats.Due(messages, reader.Index));

    public Herd.Turn Judge(int messages, long signalled) => new(
        Live: readers.Max(reader => reader.ReturnedAt is { } at ? Stopwatch.GetElapsedTime(signalled, at) : TimeSpan.MaxValue),
        Refused: readers.Sum(reader => reader.Refused),
        Sends: senders.Sum(sender => sender.Acknowledged),
        Retried: senders.Sum(sender => sender.Retried),
        Failed: senders.Sum(sender => sender.Failed),
        Lost: readers.Index().Sum(reader => (long)seats.Due(messages, reader.Index) - reader.Item.Tally.Delivered),
        Doubled: readers.Sum(reader => reader.Tally.Doubled),
        Gaps: readers.Sum(reader => reader.Gaps));

    public void Dispose()
    {
        over.Dispose();
        http.Dispose();
        foreach (var sender in senders)
            sender.Dispose();
    }
}
