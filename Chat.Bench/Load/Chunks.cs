namespace Chat.Bench.Load;

/// <summary>Finds the data in a body in chunked coding (RFC 9112, 7.1), wherever it was cut in transit.</summary>
internal sealed class Chunks : IFraming
{
    private int remaining;
    private int size;
    private bool hasSize;

    public bool HasEnded { get; private set; }

    public Range Next(ReadOnlySpan<byte> bytes, int from)
    {
        while (remaining == 0 && from < bytes.Length)
            ReadHead(bytes[from++]);
        var to = Math.Min(bytes.Length, from + remaining);
        remaining -= to - from;
        return from..to;
    }

    // Before the size stands the line end of the chunk before.
    private void ReadHead(byte next)
    {
        if (char.IsAsciiHexDigit((char)next))
        {
            size = (size * 16) + (next <= (byte)'9' ? next - '0' : (next | 0x20) - 'a' + 10);
            hasSize = true;
        }
        else if (next == '\n' && hasSize)
        {
            HasEnded = size == 0;
            (remaining, size, hasSize) = (size, 0, false);
        }
    }
}
