using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Messages;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Threads;

/// <summary>A message and what is said about it; to scripts the thread alone, or a page of its replies.</summary>
public sealed class ThreadModel(
    ChatDb db, HistoryCache pages, ThreadMarks marks, Database database, Limits limits, TimeProvider clock, Me me, IStringLocalizer<Text> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>The message that it is about.</summary>
    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    /// <summary>A reply to open at.</summary>
    [BindProperty(SupportsGet = true)]
    public long? At { get; set; }

    /// <summary>A message that is answered with a quote.</summary>
    [BindProperty(SupportsGet = true)]
    public long? QuoteOf { get; set; }

    [BindProperty]
    public bool On { get; set; }

    [BindProperty]
    public long Read { get; set; }

    public MyRoom Room { get; private set; } = null!;

    public MessageView Root { get; private set; } = null!;

    public int Replies { get; private set; }

    public HistoryPage History { get; private set; } = null!;

    public Quote? Quoted { get; private set; }

    public bool Follows { get; private set; }

    /// <summary>Replies read; of whoever does not follow it, all.</summary>
    public int LastRead { get; private set; }

    public string Address => $"/rooms/{Id}/{Number}/thread";

    public string Epoch => database.Epoch;

    public long Person => me.Id;

    public string WhyNot => Room.VoiceAt(clock.GetUtcNow()) is not Voice.Free and var voice ? text.Refusal(voice) : "";

    public PageView View =>
        PageView.Of(Address, History, LastRead is > 0 and var read && read < Replies ? MessageNumber.OfReply(Number, read + 1) : null, Request);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (!Request.WantsFragment())
            return Page();
        return Before is null && After is null ? Partial("/Threads/_Thread.cshtml", this) : Partial("/Messages/_Page.cshtml", View);
    }

    public async Task<IActionResult> OnPostFollowAsync()
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return this.Busy(wait);
        return Answer(await marks.FollowAsync(me.Id, Id, Number, On));
    }

    public async Task<IActionResult> OnPostReadAsync()
    {
        if (limits.Signals.Refuses(me.Id) is { } wait)
            return this.Busy(wait);
        return Answer(await marks.ReadAsync(me.Id, Id, Number, Read));
    }

    private IActionResult Answer(bool done)
    {
        if (!done)
            return NotFound();
        return Request.WantsJson() ? StatusCode(StatusCodes.Status204NoContent) : this.SeeOther(Address);
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        // The room first: its revision is the cursor, and what is read after it can only be newer.
        if (Number >= MessageNumber.MaxThread || await MyRoom.FindAsync(db, me.Id, Id, cancellationToken) is not { } room)
            return false;
        Room = room;
        if (!await LoadRootAsync(cancellationToken))
            return false;
        var range = Messages.History.Range(PlaceOf(Before), PlaceOf(After), PlaceOf(At), Replies, LastRead);
        var numbers = Messages.History.OfThread(Number, range, Replies);
        History = new HistoryPage(
            await pages.ReadAsync(db, Id, room.Rev, numbers, cancellationToken), MessageNumber.OfReply(Number, 1), MessageNumber.OfReply(Number, Replies));
        if (QuoteOf is { } quoted)
            Quoted = await Quote.FindAsync(db, Id, quoted, cancellationToken);
        return true;
    }

    private async Task<bool> LoadRootAsync(CancellationToken cancellationToken)
    {
        var message = db.Messages.Where(m => m.RoomId == Id && m.Number == Number);
        if (await message.Select(Messages.History.View).SingleOrDefaultAsync(cancellationToken) is not { } root)
            return false;
        var state = await message
            .Select(m => new
            {
                m.Replies,
                Read = db.Follows
                    .Where(f => f.PersonId == me.Id && f.RoomId == Id && f.Thread == Number && !f.IsEnded)
                    .Select(f => (int?)f.LastRead).SingleOrDefault(),
            })
            .SingleAsync(cancellationToken);
        (Root, Replies, Follows, LastRead) = (root, state.Replies, state.Read is not null, state.Read ?? state.Replies);
        return !root.IsDeleted || Replies > 0;
    }

    /// <summary>A reply by its place in the thread: what is no reply of it is before its first.</summary>
    private long? PlaceOf(long? number) =>
        number is { } reply ? MessageNumber.ThreadOf(reply) == Number ? MessageNumber.ReplyOf(reply) : 0 : null;
}
