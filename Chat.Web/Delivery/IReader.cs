namespace Chat.Delivery;

/// <summary>Somebody's open stream, or their polls. Called from the publisher's thread: nothing here waits.</summary>
internal interface IReader
{
    long Person { get; }

    Guid Session { get; }

    /// <summary>The browser's own id of this reader; a newer request with the same id takes its place.</summary>
    string Client { get; }

    /// <summary>The rooms whose feeds it has joined; the hub's to keep.</summary>
    HashSet<long> Rooms { get; }

    /// <summary>There is something new in a feed it views.</summary>
    void Wake();

    /// <summary>There is a new message in a room it watches.</summary>
    void Bump(long room, long head);

    /// <summary>Something for this person alone.</summary>
    void Tell(Frame frame);

    /// <summary>Something that may be lost.</summary>
    void Signal(Signal signal);

    /// <summary>The person may no longer see the room.</summary>
    void Lose(long room);

    /// <summary>Finish now: the server stops, the session ended, or a newer request took over.</summary>
    void End();

    /// <summary>Called a few times a second.</summary>
    void Tick(DateTimeOffset now);
}
