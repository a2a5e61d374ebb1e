using System.Globalization;
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

/// <summary>Passing a message on to another room of mine, or to a person.</summary>
public sealed class ForwardModel(
    ChatDb db, Posting posting, DirectChats direct, Hub hub, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Rooms to choose from besides the people; the search finds the others.</summary>
    private const int MaxRooms = 20;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Comment { get; set; }

    /// <summary>"room:42" or "person:7".</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    /// <summary>Of this sending: pressed twice it is said once.</summary>
    [BindProperty]
    public Guid? ClientId { get; set; }

    public Original Message { get; private set; } = null!;

    public IReadOnlyList<(long Room, string Title)> Rooms { get; private set; } = [];

    public IReadOnlyList<Pickable> People { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (limits.Messages.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var said = MessageText.Read(Forwarding.Write(Comment, text["{0} said:", Message.AuthorName], Id, Number, Message.Body));
        if (said is not MessageText.Ok { Text: var body })
            return this.Invalid(nameof(Comment), text.Refusal(said)!);
        if (await RoomAsync() is not { } room)
            return this.Invalid("", text["Choose where it goes first."]);
        return Answer(room, await posting.PostAsync(new NewMessage(room, me.Id, body, ClientId)));
    }

    private IActionResult Answer(long room, Posted posted)
    {
        if (posted.Outcome is PostOutcome.Conflict)
            return this.Invalid("", text["This was sent before with other words."], StatusCodes.Status409Conflict);
        if (posted.Outcome is PostOutcome.Refused)
            return this.Invalid("", text.Refusal(posted.Voice), StatusCodes.Status403Forbidden);
        hub.TellSent(me.Id, room, posted.Number, posted.Rev, ClientId);
        return this.SeeOther($"/rooms/{room}");
    }

    private async Task<long?> RoomAsync() => To?.Split(':') switch
    {
        ["room", var id] when long.TryParse(id, CultureInfo.InvariantCulture, out var room) => room,
        ["person", var id] when long.TryParse(id, CultureInfo.InvariantCulture, out var person) => await direct.OpenAsync(me.Id, person),
        _ => null,
    };

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var message = await db.Messages
            .Where(m => m.RoomId == Id && m.Number == Number && m.DeletedAt == null)
            .Where(m => db.Memberships.Any(p => p.RoomId == Id && p.PersonId == me.Id && p.LeftAt == null))
            .Select(m => new Original(m.Author!.DisplayName, m.Body))
            .SingleOrDefaultAsync(cancellationToken);
        if (message is null)
            return false;
        Message = message;
        var rooms = await MyRoom.ListAsync(
            db, me.Id, db.Memberships.Where(m => m.Room!.ArchivedAt == null).OrderByDescending(m => m.Room!.ActiveAt), cancellationToken);
        // What a room is called depends on who looks, so it is looked for here.
        var key = Names.Fold((Find ?? "").Trim());
        Rooms = [.. rooms.Select(room => (room.Id, Title: room.Title.In(text)))
            .Where(room => $"room:{room.Id}" == To || Names.Fold(room.Title).Contains(key, StringComparison.Ordinal)).Take(MaxRooms)];
        var picker = await Picker.LoadAsync(db, me.Id, new PickerForm("", "", ""), Find, [], room: null, cancellationToken);
        People = picker.Found;
        return true;
    }
}

/// <summary>The message that is passed on.</summary>
public sealed record Original(string AuthorName, string Body);
