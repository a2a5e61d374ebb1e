using System.Globalization;
using Chat.Data;
using Chat.Jobs;
using Chat.Messages;

namespace Chat.Notifications;

/// <summary>
/// Asks, in a message's own transaction, that whoever is to hear of it does: one job a room, which knows from where on it
/// has to read. Who that is costs the message nothing; it is worked out afterwards.
/// </summary>
internal sealed class NewsWitness(JobQueue jobs) : IMessageWitness
{
    /// <summary>Whoever looks at the room on any device has read it by then, and what comes with it is told with it.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    public void Saw(WriteScope scope, WrittenMessage message)
    {
        if (!IsAnybodyPushedTo(scope))
            return;
        if (message.Former is null)
            jobs.Ask(scope, Telling.OfKind, Key(message.Room), scope.Now + Delay, new NewsCursor(message.Rev - 1, message.At, DateTimeOffset.UnixEpoch).ToString());
        else if (message.Html.Length == 0)
            jobs.Ask(scope, Retracting.OfKind, Retracting.KeyOf(message.Room, message.Number), scope.Now);
    }

    /// <summary>Where no device wants pushes, messages cost no job.</summary>
    private static bool IsAnybodyPushedTo(WriteScope scope) =>
        scope.Command("""SELECT EXISTS (SELECT 1 FROM "PushSubscriptions")""").Scalar() is 1L;

    private static string Key(long room) => room.ToString(CultureInfo.InvariantCulture);
}
