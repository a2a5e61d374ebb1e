using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Chat.Core;
using Chat.Data;

namespace Chat.Delivery;

/// <summary>One poll: the same frames as a stream, in one complete document.</summary>
internal sealed class EventPoll(EventsRequest request) : IReader
{
    /// <summary>A document stops here and the next poll goes on from its cursors.</summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly List<Frame> told = [];
    private readonly HashSet<long> lost = [];
    private readonly Dictionary<long, long> cursors = [];

    public long Person => request.Person;

    public Guid Session => request.Session;

    public string Client => request.Client;

    public void Wake() => news.TrySetResult();

    // The answer carries the heads of all rooms.
    public void Bump(long room, long head) => Wake();

    public void Tell(Frame frame)
    {
        lock (gate)
            told.Add(frame);
        Wake();
    }

    public void Lose(long room)
    {
        lock (gate)
            lost.Add(room);
        Tell(Frame.Gone(room));
    }

    public void End() => Wake();

    public async Task WaitAsync(TimeSpan wait, TimeProvider clock, CancellationToken aborted)
    {
        try
        {
            await news.Task.WaitAsync(wait, clock, aborted);
        }
        catch (TimeoutException)
        {
            // Nothing happened, which is an answer too.
        }
    }

    /// <summary>Reads what the log has after the cursors.</summary>
    public async Task CollectAsync(
        Replay replay, ChatDb db, IEnumerable<Cursor> from, List<Frame> events, CancellationToken aborted)
    {
        var bytes = 0;
        foreach (var (room, cursor) in from)
        {
            cursors[room] = cursor;
            await foreach (var (rev, frame) in replay.ReadAsync(db, Person, room, cursor, aborted))
            {
                events.Add(frame);
                cursors[room] = rev;
                if ((bytes += frame.Length) > MaxBytes)
                    break;
            }
        }
    }

    /// <summary>Rooms that the person lost while the poll was held say nothing more.</summary>
    public IEnumerable<Cursor> Remaining(IReadOnlyList<Cursor> subscribed)
    {
        lock (gate)
        {
            foreach (var room in lost)
                cursors.Remove(room);
            return [.. subscribed.Where(cursor => !lost.Contains(cursor.Room))];
        }
    }

    /// <summary>The JSON document: <c>{"epoch","events","cursors","heads","reads","stamp"}</c>.</summary>
    public ReadOnlyMemory<byte> Answer(string epoch, IEnumerable<Frame> events, IReadOnlyList<Place> places)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("epoch", epoch);
        json.WriteStartArray("events");
        lock (gate)
        {
            foreach (var frame in events.Concat(told))
                json.WriteRawValue(frame.Json, skipInputValidation: true);
        }

        json.WriteEndArray();
        json.WriteStartObject("cursors");
        foreach (var (room, cursor) in cursors)
            json.WriteNumber(room.ToString(CultureInfo.InvariantCulture), cursor);
        json.WriteEndObject();
        Frame.WriteHeads(json, places);
        json.WriteString("stamp", Place.Stamp(places));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
