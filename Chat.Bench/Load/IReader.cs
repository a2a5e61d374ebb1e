using System.Net;
using System.Net.Sockets;

namespace Chat.Bench.Load;

/// <summary>One client that hears of messages, on a socket of its own.</summary>
internal interface IReader : IDisposable
{
    Socket Socket { get; }

    bool IsOpen { get; }

    Tally Tally { get; }

    /// <summary>Connects from the given address and asks; the socket does not block afterwards.</summary>
    Task OpenAsync(IPAddress source, CancellationToken cancellationToken);

    /// <summary>Takes what has come.</summary>
    /// <param name="buffer">Shared by the readers of a thread.</param>
    void Read(Span<byte> buffer, long now);
}
