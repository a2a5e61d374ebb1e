using System.Net.Sockets;

namespace Chat.Bench.Load;

/// <summary>Sends its messages when they are due, and each again under the same id until it is acknowledged, as a browser's outbox does.</summary>
/// <param name="isUp">Whether the server is there now.</param>
internal sealed class PatientSender(int port, MessageRequest request, Func<bool> isUp) : IDisposable
{
    private Connection? connection;

    public int Acknowledged { get; private set; }

    /// <summary>Tries that were repeated.</summary>
    public int Retried { get; private set; }

    /// <summary>Tries that failed although they began when the server was there.</summary>
    public int Failed { get; private set; }

    public async Task RunAsync(IEnumerable<Stamp> stamps, CancellationToken cancellationToken)
    {
        foreach (var stamp in stamps)
        {
            var early = TimeSpan.FromMicroseconds(stamp.Due - Audience.Now);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, cancellationToken);
            await DeliverAsync(request.Next(stamp), cancellationToken);
            Acknowledged++;
        }
    }

    private async Task DeliverAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var backOff = new BackOff();
        for (var wasUp = isUp(); !await TryAsync(message, cancellationToken); wasUp = isUp())
        {
            if (wasUp && isUp())
                Failed++;
            Retried++;
            await Task.Delay(backOff.Next(), cancellationToken);
        }
    }

    /// <summary>On the kept connection, and if that has died meanwhile at once on a new one.</summary>
    private async Task<bool> TryAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        for (var isKept = connection is not null; ; isKept = false)
        {
            try
            {
                connection ??= await Connection.OpenAsync(port);
                return await connection.SendAsync(message, cancellationToken) is 200 or 201;
            }
            catch (Exception e) when (e is SocketException or EndOfStreamException)
            {
                Dispose();
                if (!isKept)
                    return false;
            }
        }
    }

    public void Dispose()
    {
        connection?.Dispose();
        connection = null;
    }
}
