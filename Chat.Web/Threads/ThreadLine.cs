using System.Text;
using Chat.Data;
using Chat.Messages;
using Chat.Shared;

namespace Chat.Threads;

/// <summary>Leads from a message to the thread about it. How many of the replies are new to the reader, a script writes in.</summary>
internal sealed class ThreadLine : ITailPart
{
    public void Write(StringBuilder html, WriteScope scope, Message message)
    {
        if (message is { Replies: > 0, RepliedAt: { } at })
            html.Append(Fragment.Of($"""
                <a class='thread-line' href='/rooms/{message.RoomId}/{message.Number}/thread' data-replies='{message.Replies}'><span class='replies'>{message.Replies}</span> <time data-dated>{at:yyyy-MM-dd HH:mmZ}</time></a>
                """));
    }
}
