using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chat.Core;

namespace Chat.Delivery;

/// <summary>
/// One event, written once and sent to every reader as the same bytes: a server-sent event whose data line is the
/// JSON object that a poll carries.
/// </summary>
internal sealed class Frame
{
    // The JSON is never part of a page, so only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly byte[] bytes;
    private readonly int jsonStart;

    private Frame(byte[] bytes, int jsonStart)
    {
        this.bytes = bytes;
        this.jsonStart = jsonStart;
    }

    public static readonly Frame Ready = Plain("ready");

    public static readonly Frame Beat = Plain("beat");

    public static readonly Frame Bye = Plain("bye");

    /// <summary>The event as sent on a stream, with its closing blank line.</summary>
    public ReadOnlyMemory<byte> Sse => bytes;

    public ReadOnlySpan<byte> Json => bytes.AsSpan(jsonStart, bytes.Length - jsonStart - 2);

    public int Length => bytes.Length;

    public static Frame Hello(string epoch, string client, int beat, IReadOnlyList<Place> places) => Write("hello", json =>
    {
        json.WriteString("epoch", epoch);
        json.WriteString("client", client);
        json.WriteNumber("beat", beat);
        WriteHeads(json, places);
    });

    /// <summary>A change that follows <paramref name="after"/>: nothing between the two is missing. The revision before is not named.</summary>
    public static Frame Change(long room, long rev, long after, Rendered rendered) => Write("change", json =>
    {
        json.WriteNumber("room", room);
        json.WriteNumber("rev", rev);
        if (after != rev - 1)
            json.WriteNumber("after", after);
        json.WriteString("kind", rendered.Kind);
        if (rendered.Number is { } number)
            json.WriteNumber("number", number);
        if (rendered.Person is { } person)
            json.WriteNumber("person", person);
        if (rendered.Members is { } members)
            json.WriteNumber("members", members);
        json.WriteString("html", rendered.Html);
    });

    public static Frame Bump(long room, long head) => Write("bump", json =>
    {
        json.WriteNumber("room", room);
        json.WriteNumber("head", head);
    });

    public static Frame Gone(long room) => Write("gone", json => json.WriteNumber("room", room));

    public static Frame Resync(string epoch, long? room) => Write("resync", json =>
    {
        json.WriteString("epoch", epoch);
        if (room is { } id)
            json.WriteNumber("room", id);
    });

    /// <summary>The person's list of rooms is another one now.</summary>
    public static Frame YourRooms() => Plain("you");

    /// <summary>The person has taken back that they have read: what is known of their marks is worth nothing.</summary>
    public static Frame YourReadBack() => Write("you", json => json.WriteBoolean("back", true));

    /// <summary>The person has marked a room unread: the mark moved back.</summary>
    public static Frame YourUnread(long room, long read) => Write("you", json =>
    {
        json.WriteNumber("room", room);
        json.WriteNumber("read", read);
        json.WriteBoolean("back", true);
    });

    /// <summary>The time has come that the person waited for.</summary>
    public static Frame YourDue() => Write("you", json => json.WriteBoolean("due", true));

    public static Frame YourRead(long room, long read) => Write("you", json =>
    {
        json.WriteNumber("room", room);
        json.WriteNumber("read", read);
    });

    /// <param name="read">The last reply read, by its place in the thread; null of a thread that the person does not follow.</param>
    /// <param name="threads">How many of the person's threads have unread replies now.</param>
    public static Frame YourThread(long room, long thread, int? read, int threads) => Write("you", json =>
    {
        json.WriteNumber("room", room);
        json.WriteNumber("thread", thread);
        if (read is { } replies)
            json.WriteNumber("replies", replies);
        json.WriteNumber("threads", threads);
    });

    public static Frame YourMention(long room, long number) => Write("you", json =>
    {
        json.WriteNumber("room", room);
        json.WriteNumber("mention", number);
    });

    public static Frame YourMessage(long room, long number, long rev, Guid? send) => Write("you", json =>
    {
        json.WriteNumber("room", room);
        json.WriteNumber("number", number);
        json.WriteNumber("rev", rev);
        if (!MessageNumber.IsReply(number))
            json.WriteNumber("read", number);
        if (send is { } id)
            json.WriteString("sent", id);
    });

    /// <param name="room">0 if it is about no room.</param>
    public static Frame Signal(string type, long room, long person, Action<Utf8JsonWriter> fields) => Write(type, json =>
    {
        if (room > 0)
            json.WriteNumber("room", room);
        json.WriteNumber("person", person);
        fields(json);
    });

    public static void WriteHeads(Utf8JsonWriter json, IReadOnlyList<Place> places)
    {
        json.WriteStartObject("heads");
        foreach (var place in places.Where(place => place.IsListed))
            json.WriteNumber(place.RoomKey, place.Head);
        json.WriteEndObject();
        json.WriteStartObject("reads");
        foreach (var place in places.Where(place => place.IsListed))
            json.WriteNumber(place.RoomKey, place.LastRead);
        json.WriteEndObject();
    }

    private static Frame Plain(string type) => Write(type, _ => { });

    private static Frame Write(string type, Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.Write(Encoding.UTF8.GetBytes($"event: {type}\ndata: "));
        var start = buffer.WrittenCount;
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            fields(json);
            json.WriteEndObject();
        }

        buffer.Write("\n\n"u8);
        return new Frame(buffer.WrittenSpan.ToArray(), start);
    }
}
