using System.Diagnostics.CodeAnalysis;
using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Delivery;
using Chat.Messages;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Polls;

/// <summary>Asking a room: the question and its options; to scripts the form alone.</summary>
public sealed class NewModel(
    ChatDb db, Asking asking, Hub hub, Limits limits, TimeProvider clock, Me me, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Empty fields that wait for options at first.</summary>
    private const int OptionsAtFirst = 4;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Question { get; set; }

    [BindProperty(Name = "Option")]
    [SuppressMessage("Usage", "CA2227", Justification = "A form is bound to it.")]
    public List<string?> Options { get; set; } = [];

    [BindProperty]
    public bool IsMultiple { get; set; }

    [BindProperty]
    public Guid? ClientId { get; set; }

    public MyRoom Room { get; private set; } = null!;

    /// <summary>What was typed, and room for more.</summary>
    public IEnumerable<string> Fields =>
        Options.Select(option => option ?? "")
            .Concat(Enumerable.Repeat("", PollText.MaxOptions))
            .Take(Math.Clamp(Options.Count, OptionsAtFirst, PollText.MaxOptions));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (Room.VoiceAt(clock.GetUtcNow()) is not Voice.Free and var voice)
            ModelState.AddModelError("", text.Refusal(voice));
        return Request.WantsFragment() ? Partial("/Polls/_New.cshtml", this) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Messages.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        var read = PollText.Read(Question, Options);
        if (read is not PollText.Ok poll)
            return await RefusedAsync(() => Invalid(read), cancellationToken);
        var posted = await asking.AskAsync(me.Id, Id, poll, IsMultiple, ClientId);
        return posted.Outcome switch
        {
            PostOutcome.Posted => Accepted(posted, StatusCodes.Status201Created),
            PostOutcome.Repeated => Accepted(posted, StatusCodes.Status200OK),
            PostOutcome.Conflict => await RefusedAsync(
                () => this.Invalid(nameof(Question), text["This was sent before with other words."], StatusCodes.Status409Conflict), cancellationToken),
            _ when posted.Voice is Voice.NotMember => NotFound(),
            _ => await RefusedAsync(() => this.Invalid("", text.Refusal(posted.Voice), StatusCodes.Status403Forbidden), cancellationToken),
        };
    }

    private IActionResult Invalid(PollText read) => read switch
    {
        PollText.BadBody { Why: var why } => this.Invalid(nameof(Question), text.Refusal(why)!),
        PollText.BodyTooLong => this.Invalid(nameof(Question), text.Refusal(TextOutcome.TooLong, PollText.MaxLength)!),
        PollText.TooFewOptions => this.Invalid("Option", text["A poll needs at least {0} options.", PollText.MinOptions]),
        PollText.TooManyOptions => this.Invalid("Option", text["A poll has at most {0} options.", PollText.MaxOptions]),
        PollText.BadOption { Why: var why } => this.Invalid("Option", text.Refusal(why, PollText.MaxOptionLength)!),
        _ => this.Invalid("Option", text["Two options are the same."]),
    };

    private IActionResult Accepted(Posted posted, int status)
    {
        hub.TellSent(me.Id, Id, posted.Number, posted.Rev, ClientId);
        return Request.WantsJson()
            ? new JsonResult(new { room = Id, number = posted.Number, rev = posted.Rev }) { StatusCode = status }
            : this.SeeOther($"/rooms/{Id}");
    }

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? answer() : NotFound();

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { } room)
            return false;
        Room = room;
        return true;
    }
}
