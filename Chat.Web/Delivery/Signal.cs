using System.Text.Json;

namespace Chat.Delivery;

/// <summary>
/// News that no log keeps and that may be lost: who is here, who types, how far somebody has read. Of two about the same
/// the newer one counts.
/// </summary>
/// <param name="Room">0 if it is about no room.</param>
internal sealed record Signal(string Type, long Room, long Person, Frame Frame)
{
    public static Signal Of(string type, long room, long person, Action<Utf8JsonWriter> fields) =>
        new(type, room, person, Frame.Signal(type, room, person, fields));

    public bool Replaces(Signal other) => Type == other.Type && Room == other.Room && Person == other.Person;
}

/// <summary>Signals that a reader has not been sent yet: never more than some, however slow it is.</summary>
internal sealed class WaitingSignals
{
    /// <summary>More than happens around one person in the tenth of a second between two flushes.</summary>
    public const int Max = 128;

    private readonly List<Signal> signals = [];

    public void Add(Signal signal)
    {
        signals.RemoveAll(signal.Replaces);
        if (signals.Count == Max)
            signals.RemoveAt(0);
        signals.Add(signal);
    }

    public IEnumerable<Frame> Frames => signals.Select(signal => signal.Frame);
}
