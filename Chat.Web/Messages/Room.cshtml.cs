using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Delivery;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Messages;

/// <summary>A room: its messages, and the box to write in.</summary>
public sealed class RoomModel(
    ChatDb db, HistoryCache pages, Posting posting, Hub hub, Database database, Limits limits, TimeProvider clock, Me me, IStringLocalizer<Text> text) : PageModel
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

    /// <summary>What is to be said; in an address, what the box begins with.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Body { get; set; }

    [BindProperty]
    public Guid? ClientId { get; set; }

    /// <summary>The message that is answered.</summary>
    [BindProperty(SupportsGet = true)]
    public long? QuoteOf { get; set; }

    /// <summary>The message whose thread it goes to.</summary>
    [BindProperty]
    public long? Thread { get; set; }

    public MyRoom Room { get; private set; } = null!;

    /// <summary>How many messages are pinned.</summary>
    public int Pins { get; private set; }

    public HistoryPage History { get; private set; } = null!;

    /// <summary>The message that the page opens at.</summary>
    public MessageView? Linked { get; private set; }

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

    public PageView View => PageView.Of($"/rooms/{Id}", History, NewFrom, Request);

    /// <summary>What is answered, for the strip above the box; null if it is not there any more.</summary>
    public Quote? Quoted { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (Number is { } reply && MessageNumber.ThreadOf(reply) is { } thread)
            return await IsThereAsync(reply, cancellationToken) ? LocalRedirect($"/rooms/{Id}/{thread}/thread?at={reply}") : NotFound();
        if (Number is { } number && (number < 1 || number > Room.Head))
            return NotFound();
        return Request.WantsFragment() ? Partial("/Messages/_Page.cshtml", View) : Page();
    }

    private Task<bool> IsThereAsync(long number, CancellationToken cancellationToken) =>
        db.Messages.AnyAsync(m => m.RoomId == Id && m.Number == number, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Messages.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        var message = MessageText.Read(Body);
        if (message is not MessageText.Ok { Text: var body })
            return await RefusedAsync(() => this.Invalid(nameof(Body), text.Refusal(message)!), cancellationToken);

        if (SlashCommand.Read(body) is { Kind: CommandKind.Poll, Rest: var question })
            return await AskAsync(question, cancellationToken);

        var posted = await posting.PostAsync(new NewMessage(Id, me.Id, body, ClientId) { Thread = Thread, QuoteOf = QuoteOf });
        return posted.Outcome switch
        {
            PostOutcome.Posted => Accepted(posted, StatusCodes.Status201Created),
            PostOutcome.Repeated => Accepted(posted, StatusCodes.Status200OK),
            PostOutcome.Conflict => await RefusedAsync(
                () => this.Invalid(nameof(Body), text["This was sent before with other words."], StatusCodes.Status409Conflict), cancellationToken),
            PostOutcome.NoQuote or PostOutcome.NoThread or PostOutcome.ThreadFull => await RefusedAsync(
                () => this.Invalid(nameof(Body), Refusal(posted.Outcome)), cancellationToken),
            PostOutcome.TooManyCalled => await RefusedAsync(
                () => this.Invalid(nameof(Body), text["A message calls at most {0} people by name.", Calls.MaxPeople]), cancellationToken),
            _ when posted.Voice is Voice.NotMember => NotFound(),
            _ => await RefusedAsync(
                () => this.Invalid(nameof(Body), text.Refusal(posted.Voice), StatusCodes.Status403Forbidden), cancellationToken),
        };
    }

    private string Refusal(PostOutcome outcome) => outcome switch
    {
        PostOutcome.NoQuote => text["The message that you answer is not in this room any more."],
        PostOutcome.ThreadFull => text["This thread is full. Begin another one."],
        _ => text["There is no message here that this could reply to."],
    };

    /// <summary>A poll is made on a page of its own. Modules go there by themselves; what sends without them learns why not.</summary>
    private async Task<IActionResult> AskAsync(string question, CancellationToken cancellationToken)
    {
        if (Request.WantsJson())
            return this.Invalid(nameof(Body), text["/poll opens a page and cannot be sent."]);
        return await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is null
            ? NotFound()
            : this.SeeOther($"/rooms/{Id}/poll{QueryString.Create("question", question)}");
    }

    private IActionResult Accepted(Posted posted, int status)
    {
        hub.TellSent(me.Id, Id, posted.Number, posted.Rev, ClientId);
        return Request.WantsJson()
            ? new JsonResult(new { room = Id, number = posted.Number, rev = posted.Rev }) { StatusCode = status }
            : this.SeeOther(Thread is { } thread ? $"/rooms/{Id}/{thread}/thread" : $"/rooms/{Id}");
    }

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken) =>
        Request.WantsJson() || await LoadAsync(cancellationToken) ? answer() : NotFound();

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        // The room first: its revision is the cursor, and what is read after it can only be newer.
        if (await OpenRoom.FindAsync(db, me.Id, Id, cancellationToken) is not var (room, pins))
            return false;
        (Room, Pins) = (room, pins);
        var range = Messages.History.Range(Before, After, Number, room.Head, room.LastRead);
        History = new HistoryPage(await pages.ReadAsync(db, Id, room.Rev, range, cancellationToken), 1, room.Head);
        if (Number is { } number && !Request.WantsFragment())
            Linked = (await Messages.History.ReadAsync(db, Id, (number, number), cancellationToken)).SingleOrDefault();
        if (QuoteOf is { } quoted)
            Quoted = await Quote.FindAsync(db, Id, quoted, cancellationToken);
        return true;
    }
}
