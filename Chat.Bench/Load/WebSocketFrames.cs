using System.Buffers.Binary;

namespace Chat.Bench.Load;

/// <summary>Finds the payload in a server's WebSocket frames, which are not masked (RFC 6455, 5.2), wherever they were cut in transit.</summary>
internal sealed class WebSocketFrames : IFraming
{
    private const int Close = 8;

    private readonly byte[] head = new byte[10];
    private int headLength;
    private long remaining;

    public bool HasEnded { get; private set; }

    public Range Next(ReadOnlySpan<byte> bytes, int from)
    {
        while (remaining == 0 && from < bytes.Length)
            ReadHead(bytes[from++]);
        var to = (int)Math.Min(bytes.Length, from + remaining);
        remaining -= to - from;
        return from..to;
    }

    private void ReadHead(byte next)
    {
        head[headLength++] = next;
        if (headLength < 2 || headLength < Needed)
            return;
        HasEnded |= (head[0] & 15) == Close;
        remaining = head[1] switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)),
            127 => BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(2)),
            var length => length,
        };
        headLength = 0;
    }

    private int Needed => head[1] switch { 126 => 4, 127 => 10, _ => 2 };

    /// <summary>A short text as a client sends it: masked, here with zeros.</summary>
    public static byte[] Text(ReadOnlySpan<byte> text) => [0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. text];
}
