using System.Text;
using Chat.Data;

namespace Chat.Messages;

/// <summary>
/// Something that stands below a message's words. Parts stand in the order in which their features are added, and html
/// is the same for all readers.
/// </summary>
public interface ITailPart
{
    /// <summary>Writes nothing where the message has nothing of its kind. Inside the writer's transaction.</summary>
    void Write(StringBuilder html, WriteScope scope, Message message);
}

/// <summary>Renders what stands below messages whenever something of it changes.</summary>
public sealed class Tails(IEnumerable<ITailPart> parts)
{
    /// <summary>Renders the message's tail anew and takes the change to the log.</summary>
    /// <param name="message">Tracked by the scope's context; what else changed of it is saved, too.</param>
    /// <returns>The revision of the change.</returns>
    public long Redraw(WriteScope scope, Message message)
    {
        scope.Db.SaveChanges();
        var html = new StringBuilder();
        foreach (var part in parts)
            part.Write(html, scope, message);
        message.Tail = html.ToString();
        return scope.Amend(message);
    }
}
