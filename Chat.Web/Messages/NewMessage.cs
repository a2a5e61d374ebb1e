using System.Security.Cryptography;
using System.Text;
using Chat.Core;
using Chat.Data;

namespace Chat.Messages;

/// <summary>A message that somebody wants posted.</summary>
/// <param name="Body">As <see cref="MessageText"/> has let it pass.</param>
/// <param name="ClientId">The sender's own id of this send; without one, the same words twice are two messages.</param>
public sealed record NewMessage(long Room, long Author, string Body, Guid? ClientId)
{
    /// <summary>The number of the message whose thread it goes to; null for the room itself.</summary>
    public long? Thread { get; init; }

    /// <summary>The number of the message that it answers with a quote.</summary>
    public long? QuoteOf { get; init; }

    /// <summary>Writes what comes with the message, inside its transaction and before its readers see it, and answers the html of its tail.</summary>
    public Func<WriteScope, long, string>? Attach { get; init; }

    internal byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(
        (Thread, QuoteOf) is (null, null) ? Body : $"{Thread}:{QuoteOf}:{Body}"));
}
