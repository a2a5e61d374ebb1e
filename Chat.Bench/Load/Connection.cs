using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chat.Bench.Load;

/// <summary>
/// One keep-alive HTTP/1.1 connection that sends a request and reads its answer. HttpClient would take as much of the
/// two processors as the server it measures.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] received = new byte[4096];
    private int length;

    public Socket Socket => socket;

    /// <summary>Bytes of the last answer.</summary>
    public int Length => length;

    public static async Task<Connection> OpenAsync(int port)
    {
        var connection = new Connection();
        await connection.socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        return connection;
    }

    /// <summary>The answer's status, once all of it has come.</summary>
    public async Task<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await socket.SendAsync(request, cancellationToken);
        length = 0;
        while (!IsComplete())
            Take(await socket.ReceiveAsync(Room(), cancellationToken));
        return Status;
    }

    /// <summary>Sends without waiting for the answer: <see cref="TryReceive"/> takes it when there is something to read.</summary>
    public void Send(ReadOnlySpan<byte> request)
    {
        length = 0;
        socket.Send(request);
    }

    /// <summary>The answer's status if all of it has come with what can be read now.</summary>
    public int? TryReceive()
    {
        Take(socket.Receive(Room().Span));
        return IsComplete() ? Status : null;
    }

    private int Status => Utf8Parser.TryParse(received.AsSpan(9), out int status, out _) ? status : 0;

    private Memory<byte> Room()
    {
        if (length == received.Length)
            Array.Resize(ref received, length * 2);
        return received.AsMemory(length);
    }

    private void Take(int more)
    {
        if (more == 0)
            throw new EndOfStreamException("The server closed the connection.");
        length += more;
    }

    /// <summary>Head and body as text, for messages about what went wrong.</summary>
    public string Answer => Encoding.UTF8.GetString(received, 0, length);

    private bool IsComplete()
    {
        var all = received.AsSpan(0, length);
        var end = all.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = all[..(end + 2)];
        var body = all[(end + 4)..];
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at >= 0 && Utf8Parser.TryParse(head[(at + 18)..], out int expected, out _))
            return body.Length >= expected;
        return head.IndexOf("\r\nTransfer-Encoding: chunked"u8) < 0 || HasLastChunk(body);
    }

    private static bool HasLastChunk(ReadOnlySpan<byte> body)
    {
        while (Utf8Parser.TryParse(body, out int size, out var digits, 'x'))
        {
            if (size == 0)
                return body.Length >= digits + 4;
            if (body.Length < digits + size + 4)
                return false;
            body = body[(digits + size + 4)..];
        }

        return false;
    }

    public void Dispose() => socket.Dispose();
}
