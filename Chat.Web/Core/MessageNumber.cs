namespace Chat.Core;

/// <summary>
/// Numbers name messages. Those of the room itself are 1, 2, 3 … without holes; those of a thread lie far beyond them,
/// together and without holes, too. So a page of either is a range of numbers, what is unread in either is a
/// subtraction, and whatever names a message (an address, the log, a reaction) names a reply with the same one number.
/// All of them are below 2^53, where JavaScript still counts.
/// </summary>
public static class MessageNumber
{
    /// <summary>Replies that one thread can hold, less one.</summary>
    public const int MaxReplies = (1 << 20) - 1;

    /// <summary>The number from which on messages of a room cannot begin a thread any more.</summary>
    public const long MaxThread = 1L << 32;

    private const long FirstThread = 1L << 52;
    private const int PerThread = 1 << 20;

    /// <param name="thread">The number of the message that the thread is about.</param>
    /// <param name="reply">1 for the first one.</param>
    public static long OfReply(long thread, int reply) => FirstThread + (thread * PerThread) + reply;

    public static bool IsReply(long number) => number >= FirstThread;

    /// <summary>The message that the thread is about; null for a message of the room itself.</summary>
    public static long? ThreadOf(long number) => IsReply(number) ? (number - FirstThread) / PerThread : null;

    /// <summary>The place of a reply in its thread, from 1 on.</summary>
    public static int ReplyOf(long number) => (int)((number - FirstThread) % PerThread);
}
