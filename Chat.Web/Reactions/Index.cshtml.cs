using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Reactions;

/// <summary>Who reacted to a message, and with what; to scripts the list alone.</summary>
public sealed class IndexModel(ChatDb db, Reacting reacting, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Reactions whose people are named: a page that can be read.</summary>
    private const int MaxNamed = 1_000;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Emoji { get; set; }

    [BindProperty]
    public bool Remove { get; set; }

    public IReadOnlyList<ReactionView> Reactions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        return Request.WantsFragment() ? Partial("/Reactions/_Who.cshtml", this) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Reactions.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        if (Emoji?.Trim() is not { } emoji || !Core.Emoji.IsOne(emoji))
            return await RefusedAsync(() => this.Invalid(nameof(Emoji), text["Choose one emoji."]), cancellationToken);
        var reacted = Remove
            ? await reacting.TakeBackAsync(me.Id, Id, Number, emoji)
            : await reacting.ReactAsync(me.Id, Id, Number, emoji);
        return reacted.Outcome switch
        {
            ReactOutcome.Done => Done(reacted.Rev),
            ReactOutcome.NotThere => NotFound(),
            ReactOutcome.Deleted => await RefusedAsync(
                () => this.Invalid(nameof(Emoji), text["This message has been deleted."], StatusCodes.Status409Conflict), cancellationToken),
            ReactOutcome.TooMany => await RefusedAsync(
                () => this.Invalid(nameof(Emoji), text["A message has at most {0} different reactions.", Reacting.MaxEmoji]), cancellationToken),
            _ => await RefusedAsync(
                () => this.Invalid(nameof(Emoji), text.Refusal(reacted.Voice), StatusCodes.Status403Forbidden), cancellationToken),
        };
    }

    private IActionResult Done(long rev) => Request.WantsJson()
        ? new JsonResult(new { room = Id, number = Number, rev })
        : this.SeeOther($"/rooms/{Id}/{Number}/reactions");

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? answer() : NotFound();

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var isThere = await db.Messages.AnyAsync(
            m => m.RoomId == Id && m.Number == Number && db.Memberships.Any(p => p.RoomId == Id && p.PersonId == me.Id && p.LeftAt == null),
            cancellationToken);
        if (isThere)
            Reactions = await ReadAsync(cancellationToken);
        return isThere;
    }

    private async Task<IReadOnlyList<ReactionView>> ReadAsync(CancellationToken cancellationToken)
    {
        var all = db.Reactions.Where(r => r.RoomId == Id && r.Number == Number);
        var counts = await all
            .GroupBy(r => r.Emoji)
            .Select(group => new { Emoji = group.Key, Count = group.Count(), First = group.Min(r => r.At), IsMine = group.Any(r => r.PersonId == me.Id) })
            .ToListAsync(cancellationToken);
        var people = await all
            .OrderBy(r => r.At).ThenBy(r => r.PersonId)
            .Take(MaxNamed)
            .Select(r => new { r.Emoji, r.PersonId, r.Person!.DisplayName })
            .ToListAsync(cancellationToken);
        var byEmoji = people.ToLookup(r => r.Emoji, r => new Reactor(r.PersonId, r.DisplayName), StringComparer.Ordinal);
        return [.. counts.OrderBy(c => c.First).Select(c => new ReactionView(c.Emoji, c.Count, c.IsMine, [.. byEmoji[c.Emoji]]))];
    }
}

/// <summary>An emoji, and who has reacted with it.</summary>
/// <param name="People">The first of them.</param>
public sealed record ReactionView(string Emoji, int Count, bool IsMine, IReadOnlyList<Reactor> People)
{
    public int Others => Count - People.Count;
}

public sealed record Reactor(long Id, string Name);
