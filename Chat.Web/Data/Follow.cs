namespace Chat.Data;

/// <summary>A thread that a person follows. Unread is <c>Message.Replies - LastRead</c> of the message it is about.</summary>
public sealed class Follow
{
    public required long PersonId { get; init; }

    public required long RoomId { get; init; }

    /// <summary>The number of the message that the thread is about.</summary>
    public required long Thread { get; init; }

    /// <summary>Replies read.</summary>
    public int LastRead { get; set; }

    /// <summary>The person does not want to hear of it any more; kept, so that a reply or mention does not begin it anew.</summary>
    public bool IsEnded { get; set; }
}
