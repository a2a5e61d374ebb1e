using System.Globalization;
using System.Text;
using Chat.Data;
using Chat.Messages;
using Chat.Shared;

namespace Chat.Polls;

/// <summary>
/// A poll's options below its question. A form without a token, for all readers get the same bytes: by itself it leads
/// to the poll's page, where votes are forms, and a script posts what is clicked.
/// </summary>
internal sealed class Ballot : ITailPart
{
    /// <summary>People named in each option, so that each can tell whether it is theirs; a poll in a crowd stays small.</summary>
    private const int MaxPeople = 1_000;

    public void Write(StringBuilder html, WriteScope scope, Message message)
    {
        if (scope.Db.Polls.SingleOrDefault(p => p.RoomId == message.RoomId && p.Number == message.Number) is { } poll)
            html.Append(Of(poll, Votes(scope, message)));
    }

    private static List<Vote> Votes(WriteScope scope, Message message) =>
        [.. scope.Db.Votes.Where(v => v.RoomId == message.RoomId && v.Number == message.Number).OrderBy(v => v.PersonId)];

    public static Fragment Of(Poll poll, IReadOnlyList<Vote> votes)
    {
        var voters = votes.Select(vote => vote.PersonId).Distinct().Count();
        var byOption = votes.ToLookup(vote => vote.Option, vote => vote.PersonId);
        var options = new StringBuilder();
        foreach (var (place, text) in poll.OptionTexts().Index())
            options.Append(Option(poll, place, text, [.. byOption[place]], voters));
        return Fragment.Of($"""
            <form class='poll{State(poll)}' action='/rooms/{poll.RoomId}/{poll.Number}/poll'>{Fragment.Trusted(options.ToString())}<p class='sum'><a class='voters' href='/rooms/{poll.RoomId}/{poll.Number}/poll'>{voters}</a></p></form>
            """);
    }

    private static Fragment State(Poll poll) =>
        Fragment.Trusted((poll.IsMultiple ? " multiple" : "") + (poll.ClosedAt is null ? "" : " closed"));

    /// <summary>Nothing to press once the poll is closed.</summary>
    private static Fragment Option(Poll poll, int place, string text, IReadOnlyList<long> people, int voters)
    {
        var inside = Fragment.Of($"""
            <bdi class='text'>{text}</bdi> <span class='count'>{people.Count}</span><progress aria-hidden='true' max='{Math.Max(1, voters)}' value='{people.Count}'></progress>
            """);
        return poll.ClosedAt is null
            ? Fragment.Of($"<button class='option' name='option' value='{place}' data-people='{Ids(people)}'>{inside}</button>")
            : Fragment.Of($"<div class='option' data-people='{Ids(people)}'>{inside}</div>");
    }

    private static string Ids(IReadOnlyList<long> people) =>
        string.Join(' ', people.Take(MaxPeople).Select(person => person.ToString(CultureInfo.InvariantCulture)));
}
