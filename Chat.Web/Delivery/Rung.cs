namespace Chat.Delivery;

/// <summary>
/// How a reader listens, from best to what always works: the rungs of the browser's ladder, told by the wait that each
/// asks for (<c>wwwroot/delivery/ladder.js</c>).
/// </summary>
internal enum Rung
{
    Stream,
    Long,
    Brief,
    Short,

    /// <summary>Not a way to listen: one question about what was missed, by somebody who listens otherwise.</summary>
    Ask,
}
