using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Chat.Core;

namespace Chat.Delivery;

/// <summary>What a poll is answered: the same frames as on a stream, in one complete document.</summary>
internal sealed class PollAnswer(IEnumerable<Cursor> cursors)
{
    /// <summary>A document stops at about here, and the next poll goes on from its cursors.</summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly Dictionary<long, long> cursors = cursors.ToDictionary(cursor => cursor.Room, cursor => cursor.Rev);
    private readonly List<Frame> frames = [];
    private int bytes;

    public bool IsEmpty => frames.Count == 0;

    public bool IsFull => bytes > MaxBytes;

    public void Add(IEnumerable<Frame> notices) => frames.AddRange(notices);

    public long CursorOf(long room) => cursors[room];

    /// <summary>Adds what the feed has after the cursor.</summary>
    /// <returns>How many changes; null if the feed does not have them all.</returns>
    public int? Add(Feed feed)
    {
        if (feed.After(CursorOf(feed.Room)) is not { } changes)
            return null;
        foreach (var (rev, frame) in changes)
            Add(feed.Room, rev, frame);
        return changes.Count;
    }

    public void Add(long room, long rev, Frame frame)
    {
        frames.Add(frame);
        bytes += frame.Length;
        cursors[room] = rev;
    }

    /// <summary>
    /// Sends the JSON document <c>{"epoch","events","cursors","heads","reads","stamp"}</c>. The frames go from where they
    /// are into the connection: what is gathered for each of a thousand readers first is what the collector has to clear.
    /// </summary>
    /// <param name="shown">The rooms that it still speaks of.</param>
    public async ValueTask SendAsync(HttpResponse response, string epoch, IEnumerable<long> shown, IReadOnlyList<Place> places)
    {
        var start = Encoding.UTF8.GetBytes($"{{\"epoch\":\"{epoch}\",\"events\":[");
        var end = End(shown, places);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = start.Length + frames.Sum(frame => frame.Json.Length) + Math.Max(0, frames.Count - 1) + end.Length;
        await response.StartAsync();
        response.BodyWriter.Write(start);
        WriteFrames(response.BodyWriter);
        response.BodyWriter.Write(end.Span);
    }

    private void WriteFrames(PipeWriter output)
    {
        for (var i = 0; i < frames.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            output.Write(frames[i].Json);
        }
    }

    /// <summary>What follows the events.</summary>
    private ReadOnlyMemory<byte> End(IEnumerable<long> shown, IReadOnlyList<Place> places)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        buffer.Write("],"u8);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true })) // begins inside the object
        {
            json.WriteStartObject("cursors");
            foreach (var room in shown)
                json.WriteNumber(room.ToString(CultureInfo.InvariantCulture), cursors[room]);
            json.WriteEndObject();
            Frame.WriteHeads(json, places);
            json.WriteString("stamp", Place.Stamp(places));
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
