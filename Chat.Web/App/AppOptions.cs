namespace Chat.App;

/// <summary>Section <c>Chat</c>.</summary>
public sealed class AppOptions
{
    /// <summary>Should the service worker ever do harm: without it, browsers that have it let it go with the next page.</summary>
    public bool Worker { get; set; } = true;
}
