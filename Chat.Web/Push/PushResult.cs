namespace Chat.Push;

/// <summary>What came of a push.</summary>
public enum PushResult
{
    Delivered,

    /// <summary>The device wants no more: its subscription is deleted.</summary>
    Gone,

    /// <summary>Also after it was shortened.</summary>
    TooLarge,

    /// <summary>The service wants to be left alone for a while.</summary>
    Throttled,

    /// <summary>The service is out of order.</summary>
    Unavailable,

    TimedOut,

    Unreachable,

    /// <summary>The service takes nothing from us: 400, 401, 403 and the like.</summary>
    Denied,

    /// <summary>It leads inside, or the operator does not allow it: nobody was asked.</summary>
    Refused,

    /// <summary>It was no longer worth sending.</summary>
    Expired,

    /// <summary>The server has lost the key that the device subscribed with: its subscription is deleted.</summary>
    KeyLost,
}

internal static class PushResults
{
    /// <summary>As it is counted, and kept with the device.</summary>
    public static string Name(this PushResult result) => result switch
    {
        PushResult.Delivered => "delivered",
        PushResult.Gone => "gone",
        PushResult.TooLarge => "too_large",
        PushResult.Throttled => "throttled",
        PushResult.Unavailable => "unavailable",
        PushResult.TimedOut => "timed_out",
        PushResult.Unreachable => "unreachable",
        PushResult.Denied => "denied",
        PushResult.Refused => "refused",
        PushResult.Expired => "expired",
        _ => "key_lost",
    };
}
