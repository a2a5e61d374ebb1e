namespace Chat.Core;

/// <summary>What somebody wants to be notified of in a room.</summary>
public enum NotifyOf
{
    Nothing = 0,

    /// <summary>What calls them, by name, as one of the room or by a keyword of theirs.</summary>
    Mentions = 1,

    Everything = 2,
}
