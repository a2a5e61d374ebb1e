using System.Buffers;
using System.IO.Pipelines;

namespace Chat.Delivery;

/// <summary>A stream's cursor into the feed of a room that it shows.</summary>
internal sealed class View(Feed feed, long cursor)
{
    private long cursor = cursor;

    public Feed Feed => feed;

    public bool IsLost => feed.HasLost(cursor);

    /// <summary>Writes what is new; false if some of it is lost.</summary>
    public bool TryWrite(PipeWriter output)
    {
        if (feed.Read(ref cursor) is not { } events)
            return false;
        if (!events.IsEmpty)
            output.Write(events.Span);
        return true;
    }
}
