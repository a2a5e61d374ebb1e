using System.Diagnostics;
using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Scenarios;

/// <summary>An update in the middle of the day: the server stops and starts again while people write, and everybody comes back.</summary>
internal static class Herd
{
    private const int Senders = 64;

    /// <summary>For the last message to reach the last reader, who may have to wait for half a minute before another try.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task<int> RunAsync(Options options)
    {
        var seats = Seats.Of(options, rooms: 100, per: 10);
        OpenFiles.Allow((seats.Readers * 2) + 1000);
        using var product = await Product.OfAsync(options);
        var table = new Table(
            "Round", "stopped within s", "up again within s", "last live again, s after up", "s after the signal", "tries refused",
            "sends", "retried", "failed", "lost", "doubled", "gaps", "other CPUs");
        for (var round = 1; round <= options.Number("rounds", 3); round++)
        {
            var turn = await TurnAsync(product, seats, options.Number("rate", 50), options.Seconds("seconds", 20));
            table.Add(
                round, turn.Stopped.TotalSeconds.Round(), turn.Up.TotalSeconds.Round(), (turn.Live - turn.Stopped - turn.Up).TotalSeconds.Round(),
                turn.Live.TotalSeconds.Round(), turn.Refused, turn.Sends, turn.Retried, turn.Failed, turn.Lost, turn.Doubled, turn.Gaps, turn.Others.Round());
        }

        table.Print();
        return 0;
    }

    private static async Task<Turn> TurnAsync(Product product, Seats seats, int rate, TimeSpan duration)
    {
        using var folder = new TemporaryFolder();
        var chat = await ChatServer.StartAsync(product, folder.Path);
        var isUp = true;
        try
        {
            await using var stage = await Stage.SetAsync(chat, seats, Senders);
            using var crowd = new Crowd(chat.Port, seats, stage, await stage.CursorsAsync(), () => Volatile.Read(ref isUp));
            await crowd.GatherAsync();
            var messages = (int)(rate * duration.TotalSeconds);
            crowd.Begin(messages, rate);
            await Task.Delay(duration / 4);

            var meter = new Meter();
            var signalled = Stopwatch.GetTimestamp();
            Volatile.Write(ref isUp, false);
            await chat.DisposeAsync();
            var stopped = Stopwatch.GetElapsedTime(signalled);
            chat = await ChatServer.StartAsync(product, folder.Path, crowd.Port);
            Volatile.Write(ref isUp, true);
            var up = Stopwatch.GetElapsedTime(signalled) - stopped;
            meter.Join(chat.Process);

            await crowd.FinishAsync(messages, duration + Patience);
            return crowd.Judge(messages, signalled) with { Stopped = stopped, Up = up, Others = meter.Others };
        }
        finally
        {
            await chat.DisposeAsync();
        }
    }

    /// <param name="Live">From the signal until the last reader had a stream again.</param>
    internal sealed record Turn(TimeSpan Live, int Refused, int Sends, int Retried, int Failed, long Lost, int Doubled, int Gaps)
    {
        /// <summary>From the signal until the process was gone.</summary>
        public TimeSpan Stopped { get; init; }

        /// <summary>From the second start until the first good answer.</summary>
        public TimeSpan Up { get; init; }

        public double Others { get; init; }
    }
}
