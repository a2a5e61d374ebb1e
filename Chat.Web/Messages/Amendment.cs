using Chat.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Messages;

internal static class Amendment
{
    /// <summary>Saves what changed of a message, under a new tick of its room's clock, and takes it to the log.</summary>
    /// <param name="message">Tracked by the scope's context.</param>
    public static long Amend(this WriteScope scope, Message message)
    {
        var former = message.Rev;
        message.Rev = scope.Tick(message.RoomId);
        scope.Db.SaveChanges();
        var view = scope.Db.Messages.Where(m => m.RoomId == message.RoomId && m.Number == message.Number).Select(History.View).Single();
        scope.Log(new Change(message.RoomId, message.Rev, ChangeKind.Message, message.Number, view), replaces: former);
        return message.Rev;
    }
}
