using System.Globalization;
using System.Text;
using Chat.Data;
using Chat.Messages;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;

namespace Chat.Reactions;

/// <summary>
/// The reactions below a message, in the order in which they came. A form without a token, for all readers get the same
/// bytes: by itself it leads to the page with the forms that change something, and a script posts what is clicked.
/// </summary>
internal sealed class Chips : ITailPart
{
    /// <summary>People named in each chip, so that each can tell whether it is theirs; a message in a crowd stays small.</summary>
    private const int MaxPeople = 1_000;

    public void Write(StringBuilder html, WriteScope scope, Message message)
    {
        var chips = Read(scope, message);
        if (chips.Count == 0)
            return;
        html.Append(Fragment.Of($"<form class='reactions' action='/rooms/{message.RoomId}/{message.Number}/reactions'>"));
        foreach (var (emoji, people) in chips)
            html.Append(Chip(emoji, people));
        html.Append("<button class='chip add' aria-haspopup='dialog'>+</button></form>");
    }

    private static List<(string Emoji, IReadOnlyList<long> People)> Read(WriteScope scope, Message message)
    {
        var reactions = scope.Db.Reactions
            .Where(r => r.RoomId == message.RoomId && r.Number == message.Number)
            .OrderBy(r => r.At).ThenBy(r => r.PersonId)
            .Select(r => new { r.Emoji, r.PersonId })
            .ToList();
        return [.. reactions.GroupBy(r => r.Emoji, r => r.PersonId, StringComparer.Ordinal).Select(group => (group.Key, (IReadOnlyList<long>)[.. group]))];
    }

    private static Fragment Chip(string emoji, IReadOnlyList<long> people) => Fragment.Of($"""
        <button class='chip' name='emoji' value='{emoji}' data-people='{Ids(people)}'><span class='emoji'>{emoji}</span> <span class='count'>{people.Count}</span></button>
        """);

    private static string Ids(IReadOnlyList<long> people) =>
        string.Join(' ', people.Take(MaxPeople).Select(person => person.ToString(CultureInfo.InvariantCulture)));
}
