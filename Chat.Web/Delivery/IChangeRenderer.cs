using Chat.Data;

namespace Chat.Delivery;

/// <summary>
/// Shows changes of some kinds. Delivery carries frames and cursors and knows nothing of what they show;
/// the rooms that own the things do.
/// </summary>
public interface IChangeRenderer
{
    bool Renders(ChangeKind kind);

    /// <summary>The html that every reader of the room gets. <c>change.State</c> is set.</summary>
    Rendered Render(Change change);

    /// <summary>Reads the present state of some subjects of a room, by subject. What is no more is left out.</summary>
    Task<IReadOnlyDictionary<long, object>> LoadAsync(
        ChatDb db, long room, ChangeKind kind, IReadOnlyCollection<long> subjects, CancellationToken cancellationToken);
}

/// <summary>A change as readers get it: the same for all of them.</summary>
/// <param name="Kind">What the browser does with it: "message", "member" or "room".</param>
public readonly record struct Rendered(string Kind, string Html, long? Number = null, long? Person = null, int? Members = null);
