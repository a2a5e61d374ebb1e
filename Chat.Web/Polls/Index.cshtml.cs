using Chat.Accounts;
using Chat.Data;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Polls;

/// <summary>A poll: who voted for what, one's own votes, and its end.</summary>
public sealed class IndexModel(ChatDb db, Voting voting, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Votes whose people are named: a page that can be read.</summary>
    private const int MaxNamed = 1_000;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty]
    public int? Option { get; set; }

    [BindProperty]
    public bool Remove { get; set; }

    public PollView Poll { get; private set; } = null!;

    public IReadOnlyList<OptionView> Options { get; private set; } = [];

    public bool MayClose { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public Task<IActionResult> OnPostVoteAsync(CancellationToken cancellationToken)
    {
        if (Option is not { } option)
            return RefusedAsync(() => this.Invalid("", text["Choose an option."]), cancellationToken);
        return ChangeAsync(
            () => Remove ? voting.WithdrawAsync(me.Id, Id, Number, option) : voting.VoteAsync(me.Id, Id, Number, option),
            cancellationToken);
    }

    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken) =>
        ChangeAsync(() => voting.CloseAsync(me.Id, Id, Number), cancellationToken);

    private async Task<IActionResult> ChangeAsync(Func<Task<Voted>> change, CancellationToken cancellationToken)
    {
        if (limits.Reactions.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        var voted = await change();
        return voted.Outcome switch
        {
            VoteOutcome.Done or VoteOutcome.Unchanged => Done(voted.Rev),
            VoteOutcome.Closed => await RefusedAsync(
                () => this.Invalid("", text["The poll is closed."], StatusCodes.Status409Conflict), cancellationToken),
            VoteOutcome.Refused => await RefusedAsync(
                () => this.Invalid("", text.Refusal(voted.Voice), StatusCodes.Status403Forbidden), cancellationToken),
            _ => NotFound(),
        };
    }

    private IActionResult Done(long rev) => Request.WantsJson()
        ? new JsonResult(new { room = Id, number = Number, rev })
        : this.SeeOther($"/rooms/{Id}/{Number}/poll");

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? answer() : NotFound();

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var found = await (
            from poll in db.Polls
            join message in db.Messages on new { poll.RoomId, poll.Number } equals new { message.RoomId, message.Number }
            join place in db.Memberships on poll.RoomId equals place.RoomId
            where poll.RoomId == Id && poll.Number == Number && place.PersonId == me.Id && place.LeftAt == null
            select new
            {
                Poll = poll,
                message.Html,
                Keeps = message.AuthorId == me.Id || (place.Room!.Kind == RoomKind.Named && place.Role > Role.Member),
            }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return false;
        MayClose = found.Keeps && found.Poll.ClosedAt is null;
        await ReadAsync(found.Poll, found.Html, cancellationToken);
        return true;
    }

    private async Task ReadAsync(Poll poll, string html, CancellationToken cancellationToken)
    {
        var all = db.Votes.Where(v => v.RoomId == Id && v.Number == Number);
        var voters = await all.Select(v => v.PersonId).Distinct().CountAsync(cancellationToken);
        var counts = await all
            .GroupBy(v => v.Option)
            .Select(group => new { Option = group.Key, Count = group.Count(), IsMine = group.Any(v => v.PersonId == me.Id) })
            .ToDictionaryAsync(group => group.Option, cancellationToken);
        var people = await (
            from vote in all
            join person in db.Users on vote.PersonId equals person.Id
            orderby vote.PersonId
            select new { vote.Option, person.Id, person.DisplayName }).Take(MaxNamed).ToListAsync(cancellationToken);
        var byOption = people.ToLookup(vote => vote.Option, vote => new Voter(vote.Id, vote.DisplayName));
        Poll = new PollView(Fragment.Trusted(html), poll.IsMultiple, poll.ClosedAt is not null, voters);
        Options = [.. poll.OptionTexts().Select((option, place) => counts.TryGetValue(place, out var votes)
            ? new OptionView(place, option, votes.Count, votes.IsMine, [.. byOption[place]])
            : new OptionView(place, option, 0, false, []))];
    }
}

public sealed record PollView(Fragment Question, bool IsMultiple, bool IsClosed, int Voters);

/// <param name="People">The first of those who chose it.</param>
public sealed record OptionView(int Place, string Text, int Count, bool IsMine, IReadOnlyList<Voter> People)
{
    public int Others => Count - People.Count;
}

public sealed record Voter(long Id, string Name);
