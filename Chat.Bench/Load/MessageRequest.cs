using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Chat.Bench.Load;

/// <summary>
/// The POST of a message, written once; each send has a room and a client id of its own and may carry a stamp in its text.
/// </summary>
internal sealed class MessageRequest
{
    /// <summary>Stands where the stamp will.</summary>
    public const string Blank = "xxxxxxxxxxxxxxxxxxxxxxxxx";

    /// <summary>Stands in a path where the room's id will, with leading zeros.</summary>
    public const string RoomBlank = "{room}!";

    private readonly byte[] bytes;
    private readonly Seats seats;
    private readonly int room;
    private readonly int id;
    private readonly int stamp;

    private MessageRequest(int port, string path, string headers, string body, Seats seats)
    {
        this.seats = seats;
        var head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n";
        bytes = Encoding.UTF8.GetBytes(head + body);
        room = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(RoomBlank));
        id = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"{Guid.Empty}"));
        stamp = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Blank));
        WriteRoom(new Stamp(0, 0, 0));
    }

    /// <summary>The product's form, which the rivals in C# take too.</summary>
    public static MessageRequest Form(int port, string path, string headers, Seats seats, int length = 0) => new(
        port, path, $"Accept: application/json\r\n{headers}Content-Type: application/x-www-form-urlencoded\r\n",
        $"ClientId={Guid.Empty}&Body={Text(length).Replace(' ', '+')}", seats);

    /// <summary>An event that is complete already.</summary>
    public static MessageRequest Raw(int port, string path, string body, Seats seats) =>
        new(port, path, "Content-Type: application/json\r\n", body, seats);

    /// <summary>An ordinary sentence with a place for the stamp, and more of the kind up to the given length.</summary>
    public static string Text(int length = 0)
    {
        const string Words = "The train is late again, start without me ";
        var text = new StringBuilder(Words + Blank);
        while (text.Length < length)
            text.Append(' ').Append(Words.AsSpan(0, Math.Min(Words.Length - 1, Math.Max(1, length - text.Length - 1))));
        return text.ToString();
    }

    public ReadOnlyMemory<byte> Next()
    {
        if (id >= 0)
            Utf8Formatter.TryFormat(Guid.NewGuid(), bytes.AsSpan(id), out _);
        return bytes;
    }

    public ReadOnlyMemory<byte> Next(Stamp mark)
    {
        mark.Write(bytes.AsSpan(stamp));
        WriteRoom(mark);
        return Next();
    }

    private void WriteRoom(Stamp mark)
    {
        if (room >= 0)
            seats.RoomOf(mark).TryFormat(bytes.AsSpan(room, RoomBlank.Length), out _, "0000000", CultureInfo.InvariantCulture);
    }
}
