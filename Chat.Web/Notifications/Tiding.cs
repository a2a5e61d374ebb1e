using Chat.Core;

namespace Chat.Notifications;

/// <summary>What one person is told of a room or thread: many messages are one.</summary>
/// <param name="Said">What is shown of it: the latest that calls them, or else the latest.</param>
/// <param name="Last">The number of the last message that they are told of with it.</param>
internal sealed record Tiding(Listener To, Said Said, Hearing Hearing, long Last)
{
    /// <summary>Everything of the listeners' that is worth telling: one of each thread, and one of the room itself.</summary>
    /// <param name="calledOnly">The others were told of something a moment ago.</param>
    public static IReadOnlyList<Tiding> Of(Listeners listeners, IReadOnlyList<Said> said, bool calledOnly) =>
        [.. listeners.All.SelectMany(listener => Of(listeners, listener, said)).Where(tiding => !calledOnly || tiding.Hearing is Hearing.Loud)];

    private static IEnumerable<Tiding> Of(Listeners listeners, Listener listener, IReadOnlyList<Said> said)
    {
        var keywords = Keywords.Of(listener.Keywords);
        return said
            .Where(each => !listeners.IsTold(listener, each))
            .Select(each => (Said: each, Hearing: WhoHears.Of(listeners.Of(listener, keywords, each))))
            .Where(each => each.Hearing is not Hearing.Nothing)
            .GroupBy(each => each.Said.Thread)
            .Select(place => Of(listener, [.. place]));
    }

    private static Tiding Of(Listener listener, IReadOnlyList<(Said Said, Hearing Hearing)> heard)
    {
        var (shown, hearing) = heard.LastOrDefault(each => each.Hearing is Hearing.Loud, heard[^1]);
        return new Tiding(listener, shown, hearing, heard[^1].Said.Number);
    }
}
