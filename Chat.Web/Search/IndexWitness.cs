using Chat.Core;
using Chat.Data;
using Chat.Data.Sqlite;
using Chat.Messages;

namespace Chat.Search;

/// <summary>Takes each message to the index in its own transaction: who is told that it is sent can find it.</summary>
internal sealed class IndexWitness : IMessageWitness
{
    public void Saw(WriteScope scope, WrittenMessage message)
    {
        if (message.Former is not { } former)
            MessageIndex.Add(scope, Words(message, message.Body));
        else if (message.Body.Length == 0)
            MessageIndex.Remove(scope, Words(message, former));
        else
            MessageIndex.Replace(scope, Words(message, former), Words(message, message.Body));
    }

    private static IndexedMessage Words(WrittenMessage message, string body) => new(message.Room, message.Number, message.Author, body, message.At);
}
