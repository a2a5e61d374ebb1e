using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chat.Bench.Load;

/// <summary>One stream, of server-sent events or of a WebSocket: finds the stamps in what arrives.</summary>
internal sealed class StreamingReader(int port, Opening opening) : IReader
{
    private readonly Socket socket = Sources.Connector();
    private readonly byte[] rest = new byte[Stamp.Length];
    private IFraming framing = new Unframed();
    private int restLength;

    public Socket Socket => socket;

    public bool IsOpen { get; private set; }

    public Tally Tally { get; } = new();

    /// <summary>Opens the stream and waits for the first bytes of its answer.</summary>
    public async Task OpenAsync(IPAddress source, CancellationToken cancellationToken)
    {
        await socket.ConnectFromAsync(source, port, cancellationToken);
        await socket.SendAsync(opening.Request, cancellationToken);
        var bytes = new byte[8192];
        var length = 0;
        var body = await HearAsync("\r\n\r\n"u8.ToArray()) + 4;
        framing = IFraming.Of(bytes.AsSpan(0, body)) ?? throw new InvalidOperationException($"A stream was refused: {Text()}");
        if (!opening.Greeting.IsEmpty)
        {
            await socket.SendAsync(opening.Greeting, cancellationToken);
            await HearAsync(opening.Welcome);
        }

        Skip(bytes.AsSpan(0, length), body);
        IsOpen = true;
        socket.Blocking = false; // from here on it is read when it is ready

        async Task<int> HearAsync(ReadOnlyMemory<byte> expected)
        {
            int at;
            while ((at = bytes.AsSpan(0, length).IndexOf(expected.Span)) < 0)
            {
                var more = await socket.ReceiveAsync(bytes.AsMemory(length), cancellationToken);
                if (more == 0)
                    throw new InvalidOperationException($"A stream was refused: {Text()}");
                length += more;
            }

            return at;
        }

        string Text() => Encoding.ASCII.GetString(bytes, 0, length);
    }

    private void Skip(ReadOnlySpan<byte> bytes, int from)
    {
        while (from < bytes.Length)
            from = framing.Next(bytes, from).End.Value;
    }

    public void Read(Span<byte> buffer, long now)
    {
        var length = socket.Receive(buffer[Stamp.Length..], SocketFlags.None, out var error);
        if (error is SocketError.WouldBlock)
            return;
        Tally.Receive(length);
        var end = Stamp.Length + length;
        for (var piece = framing.Next(buffer[..end], Stamp.Length); piece.Start.Value < end; piece = framing.Next(buffer[..end], piece.End.Value))
            Scan(buffer, piece, now);
        if (error is not SocketError.Success || length == 0 || framing.HasEnded)
        {
            IsOpen = false;
            socket.Close();
        }
    }

    /// <summary>What the last piece left over is put in front of this one, over bytes that are done with.</summary>
    private void Scan(Span<byte> buffer, Range piece, long now)
    {
        rest.AsSpan(0, restLength).CopyTo(buffer[(piece.Start.Value - restLength)..]);
        Scan(buffer[(piece.Start.Value - restLength)..piece.End.Value], now);
    }

    private void Scan(ReadOnlySpan<byte> text, long now)
    {
        text = Tally.TakeAll(text, now);
        // A stamp may be cut anywhere, even in its mark.
        var cut = text.IndexOf(Stamp.Mark) is var start and >= 0 ? start : Math.Max(0, text.Length - Stamp.Mark.Length + 1);
        restLength = text.Length - cut;
        text[cut..].CopyTo(rest);
    }

    public void Dispose() => socket.Dispose();
}

/// <summary>What a client says to open a stream.</summary>
/// <param name="Greeting">Said after the answer's head; empty if nothing is.</param>
/// <param name="Welcome">What the server says when the reader is where messages come.</param>
internal readonly record struct Opening(ReadOnlyMemory<byte> Request, ReadOnlyMemory<byte> Greeting = default, ReadOnlyMemory<byte> Welcome = default);
