namespace Chat.Bench.Load;

/// <summary>
/// Sends messages when they are due, whether or not the server keeps up (an open loop). What is due waits for a free
/// connection, and the wait counts: a message's latency begins when it should have been sent. One thread serves all
/// connections: a task for each would take as much of the machine as the server's commit.
/// </summary>
internal sealed class Schedule : IDisposable
{
    /// <summary>Milliseconds; what comes due within one goes out together.</summary>
    private const int Tick = 1;

    private readonly IReadOnlyList<MessageRequest> requests;
    private readonly Connection[] connections;
    private readonly Stack<int> free;
    private readonly Epoll epoll = new();

    private Schedule(IReadOnlyList<MessageRequest> requests, Connection[] connections)
    {
        this.requests = requests;
        this.connections = connections;
        free = new Stack<int>(Enumerable.Range(0, connections.Length));
        for (var i = 0; i < connections.Length; i++)
            epoll.Watch(connections[i].Socket, i);
    }

    /// <param name="requests">One per connection.</param>
    /// <returns>How many were acknowledged; what was not when time was up counts as lost.</returns>
    public static async Task<int> RunAsync(
        int port, IReadOnlyList<MessageRequest> requests, int step, int rate, int messages, CancellationToken cancellationToken)
    {
        using var schedule = new Schedule(requests, await Task.WhenAll(requests.Select(_ => Connection.OpenAsync(port))));
        return await Task.Factory.StartNew(
            () => schedule.Run(step, rate, messages, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private int Run(int step, int rate, int messages, CancellationToken cancellationToken)
    {
        var start = Audience.Now + 10_000;
        var (sent, acknowledged) = (0, 0);
        while (acknowledged < messages && !cancellationToken.IsCancellationRequested)
        {
            for (; sent < messages && free.Count > 0 && Due(sent) <= Audience.Now; sent++)
                Send(new Stamp(step, sent, Due(sent)));
            acknowledged += Receive();
        }

        return acknowledged;

        long Due(int message) => start + (message * 1_000_000L / rate);
    }

    private void Send(Stamp stamp)
    {
        var next = free.Pop();
        connections[next].Send(requests[next].Next(stamp).Span);
    }

    private int Receive()
    {
        Span<int> ready = stackalloc int[64];
        var answered = 0;
        foreach (var key in ready[..epoll.Wait(ready, TimeSpan.FromMilliseconds(Tick))])
        {
            if (connections[key].TryReceive() is not { } status)
                continue;
            if (status != 201)
                throw new InvalidOperationException($"A message was refused: {connections[key].Answer}");
            free.Push(key);
            answered++;
        }

        return answered;
    }

    public void Dispose()
    {
        foreach (var connection in connections)
            connection.Dispose();
        epoll.Dispose();
    }
}
