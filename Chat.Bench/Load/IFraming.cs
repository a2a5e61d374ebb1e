namespace Chat.Bench.Load;

/// <summary>What lies around the data of a stream.</summary>
internal interface IFraming
{
    bool HasEnded { get; }

    /// <summary>The next piece of data at or after <paramref name="from"/>; empty if there is no more in these bytes.</summary>
    Range Next(ReadOnlySpan<byte> bytes, int from);

    /// <summary>As the head of the answer says; null if it is no good answer.</summary>
    static IFraming? Of(ReadOnlySpan<byte> head) =>
        head.StartsWith("HTTP/1.1 101"u8) ? new WebSocketFrames()
        : !head.StartsWith("HTTP/1.1 200"u8) ? null
        : head.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0 ? new Chunks()
        : new Unframed();
}

/// <summary>Data until the connection ends.</summary>
internal sealed class Unframed : IFraming
{
    public bool HasEnded => false;

    public Range Next(ReadOnlySpan<byte> bytes, int from) => from..bytes.Length;
}
