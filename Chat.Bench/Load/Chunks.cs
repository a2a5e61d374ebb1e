namespace Chat.Bench.Load;

/// <summary>Takes the chunk heads out of a body in chunked coding (RFC 9112, 7.1), wherever it was cut in transit.</summary>
internal sealed class Chunks
{
    private int remaining;
    private int size;
    private bool hasSize;

    /// <summary>Moves the data together at the beginning.</summary>
    /// <returns>How much data there is, or null if the body has ended.</returns>
    public int? Join(Span<byte> bytes)
    {
        var (from, to) = (0, 0);
        while (from < bytes.Length)
        {
            if (remaining == 0)
            {
                if (!ReadHead(bytes[from++]))
                    return null;
                continue;
            }

            var length = Math.Min(remaining, bytes.Length - from);
            bytes.Slice(from, length).CopyTo(bytes[to..]);
            (from, to, remaining) = (from + length, to + length, remaining - length);
        }

        return to;
    }

    // Before the size stands the line end of the chunk before.
    private bool ReadHead(byte next)
    {
        if (char.IsAsciiHexDigit((char)next))
        {
            size = (size * 16) + (next <= (byte)'9' ? next - '0' : (next | 0x20) - 'a' + 10);
            hasSize = true;
            return true;
        }

        if (next != '\n' || !hasSize)
            return true;
        (remaining, size, hasSize) = (size, 0, false);
        return remaining > 0;
    }
}
