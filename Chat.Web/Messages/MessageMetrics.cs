using System.Diagnostics.Metrics;
using Chat.Data;

namespace Chat.Messages;

/// <summary>What an operator sees of posting.</summary>
public sealed class MessageMetrics(IMeterFactory meters)
{
    private readonly Counter<long> posts = meters.Chat().CreateCounter<long>(
        "chat.message.posts", "{message}", "Messages sent to the writer, by what became of them.");

    internal void Posted(PostOutcome outcome) => posts.Add(1, KeyValuePair.Create("chat.message.outcome", (object?)NameOf(outcome)));

    private static string NameOf(PostOutcome outcome) => outcome switch
    {
        PostOutcome.Posted => "posted",
        PostOutcome.Repeated => "repeated",
        PostOutcome.Conflict => "conflict",
        _ => "not_member",
    };
}
