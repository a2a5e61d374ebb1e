using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chat.Bench.Load;

/// <summary>One client of long polls: asks again as soon as it is answered, with the cursor from the answer.</summary>
internal sealed class PollingReader(int port, IPolling polling) : IReader
{
    private readonly Socket socket = Sources.Connector();
    private readonly byte[] request = new byte[2048];
    private byte[] answer = new byte[4096];
    private int length;

    public Socket Socket => socket;

    public bool IsOpen { get; private set; }

    public Tally Tally { get; } = new();

    /// <summary>The first question waits at the server when this returns, or is about to.</summary>
    public async Task OpenAsync(IPAddress source, CancellationToken cancellationToken)
    {
        await socket.ConnectFromAsync(source, port, cancellationToken);
        await polling.BeginAsync(socket, cancellationToken);
        IsOpen = true;
        socket.Blocking = false; // from here on it is read when it is ready
        Ask([], []);
    }

    public void Read(Span<byte> buffer, long now)
    {
        if (length == answer.Length)
            Array.Resize(ref answer, length * 2);
        var more = socket.Receive(answer.AsSpan(length), SocketFlags.None, out var error);
        if (error is SocketError.WouldBlock)
            return;
        if (error is not SocketError.Success || more == 0)
        {
            IsOpen = false;
            socket.Close();
            return;
        }

        Tally.Receive(more);
        length += more;
        while (TryTake(now))
        {
        }
    }

    /// <summary>Takes a complete answer, if there is one, and asks the next question.</summary>
    private bool TryTake(long now)
    {
        var all = answer.AsSpan(0, length);
        var end = all.IndexOf("\r\n\r\n"u8) + 4;
        if (end < 4 || all.Length < end + BodyLength(all[..end]))
            return false;
        var head = all[..end];
        var body = all[end..(end + BodyLength(head))];
        // 304 is how nchan ends a wait in which nothing came.
        if (!head.StartsWith("HTTP/1.1 200"u8) && !head.StartsWith("HTTP/1.1 304"u8))
            throw new InvalidOperationException($"A poll was refused: {Encoding.UTF8.GetString(all)}");
        Tally.TakeAll(body, now);
        Ask(head, body);
        all[(end + body.Length)..].CopyTo(answer);
        length -= end + body.Length;
        return length > 0;
    }

    private static int BodyLength(ReadOnlySpan<byte> head) =>
        head.IndexOf("\r\nContent-Length: "u8) is var at and >= 0 && Utf8Parser.TryParse(head[(at + 18)..], out int length, out _) ? length : 0;

    // A question is smaller than any socket's buffer, and the one before was answered.
    private void Ask(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var size = polling.Write(request, head, body);
        socket.Send(request.AsSpan(0, size), SocketFlags.None, out var error);
        IsOpen &= error is SocketError.Success;
    }

    public void Dispose() => socket.Dispose();
}

/// <summary>How a client of one server says what it has.</summary>
internal interface IPolling
{
    /// <summary>What is to be said before the first question.</summary>
    Task BeginAsync(Socket socket, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes the question that follows an answer; the first follows an empty one.</summary>
    /// <returns>Its length.</returns>
    int Write(Span<byte> question, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body);
}

/// <summary>A cursor in the question's path that comes from the answer.</summary>
/// <param name="before">The question up to the cursor.</param>
/// <param name="cursor">The first one.</param>
/// <param name="after">The rest of the question.</param>
/// <param name="mark">What stands before the cursor in the answer's body, near its end.</param>
internal sealed class CursorPolling(string before, long cursor, string after, string mark) : IPolling
{
    private readonly byte[] before = Encoding.ASCII.GetBytes(before);
    private readonly byte[] after = Encoding.ASCII.GetBytes(after);
    private readonly byte[] mark = Encoding.ASCII.GetBytes(mark);
    private long cursor = cursor;

    public int Write(Span<byte> question, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        if (body.LastIndexOf(mark) is var at and >= 0 && Utf8Parser.TryParse(body[(at + mark.Length)..], out long next, out _))
            cursor = next;
        before.CopyTo(question);
        Utf8Formatter.TryFormat(cursor, question[before.Length..], out var digits);
        after.CopyTo(question[(before.Length + digits)..]);
        return before.Length + digits + after.Length;
    }
}
