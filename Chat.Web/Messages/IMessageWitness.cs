using Chat.Core;
using Chat.Data;

namespace Chat.Messages;

/// <summary>
/// Sees each message inside the transaction that writes it, after it is written: what is noted there is as durable as
/// the message and never apart from it. It holds everybody's messages up: a statement or two, prepared, and nothing
/// that waits.
/// </summary>
public interface IMessageWitness
{
    void Saw(WriteScope scope, WrittenMessage message);
}

/// <summary>A message that was posted, edited or deleted.</summary>
/// <param name="Body">As typed; empty once deleted.</param>
/// <param name="Html">As rendered; empty once deleted.</param>
/// <param name="At">When it was posted.</param>
/// <param name="Former">What it said before; null when it is new.</param>
public sealed record WrittenMessage(
    long Room, long Number, long Author, string Body, string Html, DateTimeOffset At, string? Former)
{
    /// <summary>Who is called in it; nobody once it is deleted.</summary>
    public Calls Calls { get; init; } = Calls.None;

    /// <summary>The room's revision by which it is there; 0 when it is not new.</summary>
    public long Rev { get; init; }
}
