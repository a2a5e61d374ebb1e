using System.Buffers;
using System.Globalization;
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

    /// <summary>The JSON document: <c>{"epoch","events","cursors","heads","reads","stamp"}</c>.</summary>
    /// <param name="shown">The rooms that it still speaks of.</param>
    public ReadOnlyMemory<byte> Write(string epoch, IEnumerable<long> shown, IReadOnlyList<Place> places)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + bytes);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("epoch", epoch);
        json.WriteStartArray("events");
        foreach (var frame in frames)
            json.WriteRawValue(frame.Json, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteStartObject("cursors");
        foreach (var room in shown)
            json.WriteNumber(room.ToString(CultureInfo.InvariantCulture), cursors[room]);
        json.WriteEndObject();
        Frame.WriteHeads(json, places);
        json.WriteString("stamp", Place.Stamp(places));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
