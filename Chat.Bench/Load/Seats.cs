namespace Chat.Bench.Load;

/// <summary>Rooms with the same number of readers in each. Messages go to the rooms in turn.</summary>
internal sealed record Seats(int Rooms, int Per)
{
    /// <summary>The id of the first room; the product's lobby comes before.</summary>
    private const int First = 2;

    public int Readers => Rooms * Per;

    public long RoomOf(int reader) => First + (reader / Per);

    public long RoomOf(Stamp message) => First + (message.Message % Rooms);

    public IEnumerable<long> Ids => Enumerable.Range(First, Rooms).Select(id => (long)id);

    /// <summary>How many of the messages go to that reader's room.</summary>
    public int Due(int messages, int reader) => (messages / Rooms) + (reader / Per < messages % Rooms ? 1 : 0);

    /// <summary>As <c>--readers N</c> says, in one room, or <c>--rooms N --per M</c>.</summary>
    public static Seats Of(Options options, int rooms, int per) => options.Has("readers")
        ? new Seats(1, options.Number("readers", per))
        : new Seats(options.Number("rooms", rooms), options.Number("per", per));
}
