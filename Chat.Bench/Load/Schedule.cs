using System.Threading.Channels;

namespace Chat.Bench.Load;

/// <summary>
/// Sends messages when they are due, whether or not the server keeps up (an open loop). What is due waits for a free
/// sender, and the wait counts: a message's latency begins when it should have been sent.
/// </summary>
internal static class Schedule
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <returns>How many were acknowledged.</returns>
    public static async Task<int> RunAsync(
        int port, IReadOnlyList<MessageRequest> requests, int step, int rate, int messages, CancellationToken cancellationToken)
    {
        var due = Channel.CreateUnbounded<Stamp>();
        var sending = requests.Select(request => SendAsync(port, request, due.Reader, cancellationToken)).ToList();
        await ReleaseAsync(due.Writer, step, rate, messages, cancellationToken);
        return (await Task.WhenAll(sending)).Sum();
    }

    private static async Task ReleaseAsync(ChannelWriter<Stamp> due, int step, int rate, int messages, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick);
        var start = Audience.Now + 10_000;
        for (var message = 0; message < messages;)
        {
            if (!await timer.WaitForNextTickAsync(cancellationToken))
                break;
            for (; message < messages && Due(message) <= Audience.Now; message++)
                due.TryWrite(new Stamp(step, message, Due(message)));
        }

        due.Complete();

        long Due(int message) => start + (message * 1_000_000L / rate);
    }

    private static async Task<int> SendAsync(
        int port, MessageRequest request, ChannelReader<Stamp> due, CancellationToken cancellationToken)
    {
        using var connection = await Connection.OpenAsync(port);
        var sent = 0;
        try
        {
            await foreach (var stamp in due.ReadAllAsync(cancellationToken))
            {
                if (await connection.SendAsync(request.Next(stamp), cancellationToken) != 201)
                    throw new InvalidOperationException($"A message was refused: {connection.Answer}");
                sent++;
            }
        }
        catch (OperationCanceledException)
        {
            // The step is over; what was not sent counts as lost.
        }

        return sent;
    }
}
