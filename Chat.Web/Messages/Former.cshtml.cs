using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Messages;

/// <summary>What an edited message said before, for its author and those who keep order in its room; in direct chats and groups for its author alone.</summary>
public sealed class FormerModel(ChatDb db, Me me) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Wording> Wordings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var message = await db.Messages
            .Where(m => m.RoomId == Id && m.Number == Number && m.DeletedAt == null)
            .Where(m => db.Memberships.Any(p => p.RoomId == Id && p.PersonId == me.Id && p.LeftAt == null &&
                (m.AuthorId == me.Id || (p.Room!.Kind == RoomKind.Named && p.Role != Role.Member))))
            .Select(m => new { m.Body, m.CreatedAt })
            .SingleOrDefaultAsync(cancellationToken);
        if (message is null)
            return NotFound();
        var former = await db.Versions
            .Where(v => v.RoomId == Id && v.Number == Number)
            .OrderByDescending(v => v.Rev)
            .Select(v => new { v.Body, v.ReplacedAt })
            .ToListAsync(cancellationToken);
        // Each was written when the one before it was replaced.
        string[] texts = [message.Body, .. former.Select(v => v.Body)];
        DateTimeOffset?[] times = [.. former.Select(v => (DateTimeOffset?)v.ReplacedAt), former.Count < Versions.Max ? message.CreatedAt : null];
        Wordings = [.. texts.Select((words, i) => new Wording(Change(texts.ElementAtOrDefault(i + 1), words), times[i]))];
        return Page();
    }

    private static Difference Change(string? before, string after) =>
        (before is null ? new Difference(after, "", "", "") : Difference.Between(before, after)).Shortened();
}

/// <summary>What a message said from some time on.</summary>
/// <param name="Words">What of it was new.</param>
/// <param name="At">Null where it is not known any more.</param>
public sealed record Wording(Difference Words, DateTimeOffset? At);
