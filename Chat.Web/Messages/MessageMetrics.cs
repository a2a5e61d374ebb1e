using System.Diagnostics.Metrics;
using Chat.Data;
using Chat.Rooms;

namespace Chat.Messages;

/// <summary>What an operator sees of posting.</summary>
public sealed class MessageMetrics(IMeterFactory meters)
{
    private readonly Counter<long> pages = meters.Chat().CreateCounter<long>(
        "chat.history.pages", "{page}", "Pages of history that were shown, by whether they were written already.");

    private readonly Counter<long> posts = meters.Chat().CreateCounter<long>(
        "chat.message.posts", "{message}", "Messages sent to the writer, by what became of them.");

    /// <param name="bytes">In memory now.</param>
    internal void ObserveHistory(Func<long> bytes) => meters.Chat().CreateObservableUpDownCounter(
        "chat.history.memory", bytes, "By", "Memory of pages of history that are kept as they were written.");

    internal void HistoryShown(bool kept) => pages.Add(1, KeyValuePair.Create("chat.history.source", (object?)(kept ? "kept" : "read")));

    internal void Posted(Posted posted) => posts.Add(1, KeyValuePair.Create("chat.message.outcome", (object?)NameOf(posted)));

    private static string NameOf(Posted posted) => (posted.Outcome, posted.Voice) switch
    {
        (PostOutcome.Posted, _) => "posted",
        (PostOutcome.Repeated, _) => "repeated",
        (PostOutcome.Conflict, _) => "conflict",
        (PostOutcome.NoQuote, _) => "no_quote",
        (PostOutcome.NoThread, _) => "no_thread",
        (PostOutcome.ThreadFull, _) => "thread_full",
        (PostOutcome.TooManyCalled, _) => "too_many_called",
        (_, Voice.NotMember) => "not_member",
        (_, Voice.Archived) => "archived",
        (_, Voice.Silenced) => "silenced",
        (_, Voice.ReadOnly) => "read_only",
        _ => "undelivered",
    };
}
