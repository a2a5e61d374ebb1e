using Chat.Data;
using Chat.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Chat.Messages;

/// <summary>Shows messages to those who are reading along.</summary>
internal sealed class MessageRenderer : IChangeRenderer
{
    public bool Renders(ChangeKind kind) => kind is ChangeKind.Message;

    public Rendered Render(Change change)
    {
        var message = (MessageView)change.State!;
        return new Rendered("message", message.Html.ToString(), Number: message.Number);
    }

    public async Task<IReadOnlyDictionary<long, object>> LoadAsync(
        ChatDb db, long room, ChangeKind kind, IReadOnlyCollection<long> subjects, CancellationToken cancellationToken) =>
        await db.Messages
            .Where(m => m.RoomId == room && subjects.Contains(m.Number))
            .Select(History.View)
            .ToDictionaryAsync(message => message.Number, object (message) => message, cancellationToken);
}
