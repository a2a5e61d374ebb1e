using System.Buffers.Text;
using System.Text;

namespace Chat.Bench.Load;

/// <summary>The POST of a message, written once; each send has a client id of its own and may carry a stamp in its text.</summary>
internal sealed class MessageRequest
{
    /// <summary>An ordinary sentence with a place for the stamp.</summary>
    private const string Words = "The+train+is+late+again,+start+without+me+";

    private readonly byte[] bytes;
    private readonly int id;
    private readonly int stamp;

    public MessageRequest(int port, string path, string headers)
    {
        var fields = $"ClientId={Guid.Empty}&Body={Words}{new string('x', Stamp.Length)}";
        var head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\n{headers}" +
            $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {fields.Length}\r\n\r\n";
        bytes = Encoding.ASCII.GetBytes(head + fields);
        id = head.Length + "ClientId=".Length;
        stamp = bytes.Length - Stamp.Length;
    }

    public ReadOnlyMemory<byte> Next()
    {
        Utf8Formatter.TryFormat(Guid.NewGuid(), bytes.AsSpan(id), out _);
        return bytes;
    }

    public ReadOnlyMemory<byte> Next(Stamp mark)
    {
        mark.Write(bytes.AsSpan(stamp));
        return Next();
    }
}
