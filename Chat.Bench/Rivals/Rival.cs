using Chat.Bench.Load;
using Chat.Bench.Servers;

namespace Chat.Bench.Rivals;

/// <summary>Another way of bringing messages to readers, which a scenario lets take turns with the product.</summary>
/// <param name="Key">Its name in <c>--rivals</c>.</param>
/// <param name="Name">Its name in tables.</param>
/// <param name="Start">With the revisions of its rooms going on from the given one.</param>
/// <param name="Request">The POST of a message of the given length.</param>
internal sealed record Rival(string Key, string Name, Func<long, Task<Child>> Start, Func<Sender, MessageRequest> Request)
{
    /// <summary>All there are.</summary>
    public static Rival[] All => [NaiveFanout.Rival, FrameFanout.Rival, CoalescingFanout.Rival, SignalRFanout.Rival, PlainPoll.Rival, Nchan.Rival, SocketIo.Rival];

    /// <summary>How to open a stream of a room; null if it has none.</summary>
    public Func<long, Opening>? Stream { get; init; }

    /// <summary>How to poll a room; null if one cannot.</summary>
    public Func<long, IPolling>? Poll { get; init; }

    /// <summary>
    /// One of a room's readers takes a stream among polls, because the server answers a sender otherwise when nobody
    /// happens to listen.
    /// </summary>
    public bool WantsListener { get; init; }

    /// <summary>The reader of a seat.</summary>
    public IReader Reader(int port, Seats seats, int seat, bool polls) => polls && !(WantsListener && seat % seats.Per == 0)
        ? new PollingReader(port, Poll!(seats.RoomOf(seat)))
        : new StreamingReader(port, Stream!(seats.RoomOf(seat)));

    /// <summary>Those that <c>--rivals a,b</c> names.</summary>
    /// <exception cref="InvalidOperationException">There is no such rival.</exception>
    public static Rival[] Of(Options options, bool polls, string otherwise) => [.. (options.Text("rivals") ?? otherwise)
        .Split(',', StringSplitOptions.RemoveEmptyEntries).Where(key => key is not "none").Select(key => Find(key, polls))];

    private static Rival Find(string key, bool polls)
    {
        var able = All.Where(rival => polls ? rival.Poll is not null : rival.Stream is not null).ToArray();
        return Array.Find(able, rival => rival.Key == key) ?? throw new InvalidOperationException(
            $"There is no rival '{key}' here. Say some of {string.Join(',', able.Select(rival => rival.Key))}, or none.");
    }
}

/// <param name="Length">Characters of the message.</param>
internal readonly record struct Sender(int Port, long Author, Seats Seats, int Length);
