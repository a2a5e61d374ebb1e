using System.Net;
using System.Net.Sockets;

namespace Chat.Bench.Load;

/// <summary>One stream: finds the stamps in what arrives and knows which it has seen in this step.</summary>
internal sealed class Reader : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Chunks chunks = new();
    private readonly byte[] rest = new byte[Stamp.Length];
    private int restLength;
    private ulong[] seen = [];

    public Socket Socket => socket;

    public bool IsOpen { get; private set; }

    /// <summary>Messages of the step that came, each counted once.</summary>
    public int Delivered { get; private set; }

    public int Doubled { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Opens the stream and waits for the first bytes of its answer.</summary>
    public async Task OpenAsync(int port, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        await socket.SendAsync(request, cancellationToken);
        var head = new byte[4096];
        var length = await socket.ReceiveAsync(head, cancellationToken);
        var body = head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) + 4;
        if (body < 4 || !head.AsSpan().StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException($"A stream was refused: {System.Text.Encoding.ASCII.GetString(head, 0, length)}");
        var bytes = head.AsSpan(0, length);
        while (chunks.Next(bytes, body) is var piece && piece.Start.Value < length)
            body = piece.End.Value;
        IsOpen = true;
        socket.Blocking = false; // from here on it is read when it is ready
    }

    public void Begin(int messages)
    {
        seen = new ulong[(messages / 64) + 1];
        (Delivered, Doubled, Bytes) = (0, 0, 0);
    }

    /// <param name="buffer">Shared by the readers of a thread.</param>
    public void Read(Span<byte> buffer, int step, long now, Histogram latencies)
    {
        var length = socket.Receive(buffer[Stamp.Length..], SocketFlags.None, out var error);
        if (error is SocketError.WouldBlock)
            return;
        Bytes += length;
        var end = Stamp.Length + length;
        for (var piece = chunks.Next(buffer[..end], Stamp.Length); piece.Start.Value < end; piece = chunks.Next(buffer[..end], piece.End.Value))
            Scan(buffer, piece, step, now, latencies);
        if (error is not SocketError.Success || length == 0 || chunks.HasEnded)
        {
            IsOpen = false;
            socket.Close();
        }
    }

    /// <summary>What the last piece left over is put in front of this one, over bytes that are done with.</summary>
    private void Scan(Span<byte> buffer, Range piece, int step, long now, Histogram latencies)
    {
        rest.AsSpan(0, restLength).CopyTo(buffer[(piece.Start.Value - restLength)..]);
        Scan(buffer[(piece.Start.Value - restLength)..piece.End.Value], step, now, latencies);
    }

    private void Scan(ReadOnlySpan<byte> text, int step, long now, Histogram latencies)
    {
        while (text.IndexOf(Stamp.Mark) is var at and >= 0 && text.Length - at >= Stamp.Length)
        {
            Take(Stamp.Read(text[at..]), step, now, latencies);
            text = text[(at + Stamp.Length)..];
        }

        // A stamp may be cut anywhere, even in its mark.
        var cut = text.IndexOf(Stamp.Mark) is var start and >= 0 ? start : Math.Max(0, text.Length - Stamp.Mark.Length + 1);
        restLength = text.Length - cut;
        text[cut..].CopyTo(rest);
    }

    private void Take(Stamp stamp, int step, long now, Histogram latencies)
    {
        if (stamp.Step != step)
            return; // the rest of the step before
        ref var word = ref seen[stamp.Message / 64];
        var bit = 1UL << (stamp.Message % 64);
        if ((word & bit) != 0)
        {
            Doubled++;
            return;
        }

        word |= bit;
        Delivered++;
        latencies.Add(TimeSpan.FromMicroseconds(now - stamp.Due));
    }

    public void Dispose() => socket.Dispose();
}
