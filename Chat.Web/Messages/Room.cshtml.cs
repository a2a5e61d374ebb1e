using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Delivery;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Chat.Messages;

/// <summary>A room: its messages, and the box to write in.</summary>
public sealed class RoomModel(
    ChatDb db, Posting posting, Hub hub, Database database, Limits limits, TimeProvider clock, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>A message to open at.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public Guid? ClientId { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public HistoryPage History { get; private set; } = null!;

    public string Epoch => database.Epoch;

    public long Person => me.Id;

    public Voice Voice => Room.VoiceAt(clock.GetUtcNow());

    /// <summary>Why I may not speak now; empty if I may. Scripts write the time in my zone.</summary>
    public string WhyNot => Voice switch
    {
        Voice.Free => "",
        Voice.Silenced when Room.SilencedUntil < Voices.UntilLifted => text["A moderator has silenced you until {0}.", $"{Room.SilencedUntil:yyyy-MM-dd HH:mmZ}"],
        var voice => text.Refusal(voice),
    };

    /// <summary>
    /// The first unread message, under a line. At the very beginning the line is of no use, unless the newest messages
    /// are out of sight: then it is where to begin.
    /// </summary>
    public long? NewFrom => Room.LastRead < Room.Head && (Room.LastRead > 0 || History.HasNewer) ? Room.LastRead + 1 : null;

    /// <summary>A page asked for by a link from the other side needs no way back, but a page that stands alone does.</summary>
    public bool LinksToOlder => History.HasOlder && !(After is not null && Request.WantsFragment());

    public bool LinksToNewer => History.HasNewer && !(Before is not null && Request.WantsFragment());

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (Number is { } number && (number < 1 || number > Room.Head))
            return NotFound();
        return Request.WantsFragment() ? Partial("/Messages/_Page.cshtml", this) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Messages.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        var message = MessageText.Read(Body);
        if (message is not MessageText.Ok { Text: var body })
            return await RefusedAsync(() => this.Invalid(nameof(Body), text.Refusal(message)!), cancellationToken);

        var posted = await posting.PostAsync(new NewMessage(Id, me.Id, body, ClientId));
        return posted.Outcome switch
        {
            PostOutcome.Posted => Accepted(posted, StatusCodes.Status201Created),
            PostOutcome.Repeated => Accepted(posted, StatusCodes.Status200OK),
            PostOutcome.Conflict => await RefusedAsync(
                () => this.Invalid(nameof(Body), text["This was sent before with other words."], StatusCodes.Status409Conflict), cancellationToken),
            _ when posted.Voice is Voice.NotMember => NotFound(),
            _ => await RefusedAsync(
                () => this.Invalid(nameof(Body), text.Refusal(posted.Voice), StatusCodes.Status403Forbidden), cancellationToken),
        };
    }

    private IActionResult Accepted(Posted posted, int status)
    {
        hub.TellSent(me.Id, Id, posted.Number, posted.Rev, ClientId);
        return Request.WantsJson()
            ? new JsonResult(new { room = Id, number = posted.Number, rev = posted.Rev }) { StatusCode = status }
            : this.SeeOther($"/rooms/{Id}");
    }

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken) =>
        Request.WantsJson() || await LoadAsync(cancellationToken) ? answer() : NotFound();

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        // The room first: its revision is the cursor, and what is read after it can only be newer.
        if (await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { } room)
            return false;
        Room = room;
        History = await Messages.History.ReadAsync(db, Id, Range(), room.Head, cancellationToken);
        return true;
    }

    private (long First, long Last) Range() => (Before, After, Number) switch
    {
        ({ } before, _, _) => Messages.History.Before(Math.Clamp(before, 1, Room.Head + 1)),
        (_, { } after, _) => Messages.History.After(Math.Clamp(after, 0, Room.Head)),
        (_, _, { } number) => Messages.History.Around(number),
        _ => Messages.History.ToRead(Room.Head, Room.LastRead),
    };
}
