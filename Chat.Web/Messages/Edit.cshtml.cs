using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Messages;

/// <summary>Editing and deleting a message of one's own; for those who keep order, deleting what others said.</summary>
public sealed class EditModel(ChatDb db, Revising revising, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    /// <summary>Whose message it is, if not my own.</summary>
    public string? Author { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var message = await db.Messages
            .Where(m => m.RoomId == Id && m.Number == Number && m.DeletedAt == null)
            .Where(m => db.Memberships.Any(p => p.RoomId == Id && p.PersonId == me.Id && p.LeftAt == null))
            .Select(m => new { m.AuthorId, m.Author!.DisplayName, m.Body })
            .SingleOrDefaultAsync(cancellationToken);
        if (message is null)
            return NotFound();
        if (message.AuthorId == me.Id)
            Body = message.Body;
        else if (!Request.WantsFragment() && await MayDeleteOfAsync(message.AuthorId, cancellationToken))
            Author = message.DisplayName;
        else
            return NotFound();
        return Request.WantsFragment() ? Partial("/Messages/_Edit.cshtml", this) : Page();
    }

    private async Task<bool> MayDeleteOfAsync(long author, CancellationToken cancellationToken)
    {
        var roles = await db.Memberships
            .Where(p => p.RoomId == Id && (p.PersonId == me.Id || p.PersonId == author) && p.LeftAt == null && p.Room!.Kind == RoomKind.Named)
            .ToDictionaryAsync(p => p.PersonId, p => p.Role, cancellationToken);
        return roles.TryGetValue(me.Id, out var mine) && mine.MayActOn(roles.GetValueOrDefault(author));
    }

    public async Task<IActionResult> OnPostEditAsync()
    {
        if (limits.Messages.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var message = MessageText.Read(Body);
        if (message is not MessageText.Ok { Text: var body })
            return this.Invalid(nameof(Body), text.Refusal(message)!);
        return Answer(await revising.EditAsync(me.Id, Id, Number, body));
    }

    public async Task<IActionResult> OnPostDeleteAsync() =>
        limits.Messages.Refuses(me.Id) is { } wait ? this.TooMany(wait) : Answer(await revising.DeleteAsync(me.Id, Id, Number));

    private IActionResult Answer(Revised revised)
    {
        if (revised.CallsTooMany)
            return this.Invalid(nameof(Body), text["A message calls at most {0} people by name.", Calls.MaxPeople]);
        if (revised.Voice is not (Voice.Free or Voice.NotMember))
            return this.Invalid(nameof(Body), text.Refusal(revised.Voice), StatusCodes.Status403Forbidden);
        if (revised.IsAbove)
            return this.Invalid(nameof(Body), text["Only owners delete what other moderators wrote."], StatusCodes.Status403Forbidden);
        if (revised.Rev is not { } rev)
            return NotFound();
        return Request.WantsJson()
            ? new JsonResult(new { room = Id, number = Number, rev })
            : this.SeeOther($"/rooms/{Id}/{Number}");
    }
}
