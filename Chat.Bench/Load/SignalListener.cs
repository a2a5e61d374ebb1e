using System.Net;
using System.Net.Sockets;
using System.Text;
using Chat.Bench.Servers;

namespace Chat.Bench.Load;

/// <summary>One open stream, of which only the signals about presence are counted.</summary>
internal sealed class SignalListener : IDisposable
{
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes("event: presence\n");

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private long heard;

    /// <summary>Signals so far.</summary>
    public long Heard => Interlocked.Read(ref heard);

    public async Task OpenAsync(int port, Account account, long room)
    {
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        await socket.SendAsync(account.Stream(room, cursor: 0).Request);
        _ = ListenAsync();
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[16 * 1024];
        var kept = 0; // the end of what came before: a mark may be cut anywhere
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(kept)) is var more and > 0)
                kept = Take(buffer, kept + more);
        }
        catch (SocketException)
        {
            // Closed at the end of the run.
        }
    }

    private int Take(Span<byte> buffer, int length)
    {
        Interlocked.Add(ref heard, buffer[..length].Count(Mark));
        var kept = Math.Min(length, Mark.Length - 1);
        buffer[(length - kept)..length].CopyTo(buffer);
        return kept;
    }

    public void Dispose() => socket.Dispose();
}
