using System.Globalization;
using System.Threading.RateLimiting;
using Chat.Accounts;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.People;

/// <summary>Who somebody is, and what one may be to them.</summary>
public sealed class ProfileModel(
    ChatDb db, Befriending befriending, Blocks blocks, Limits limits, Me me, TimeProvider clock, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Rooms in common that are shown.</summary>
    private const int MaxRooms = 50;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>The list that a form stands in.</summary>
    [BindProperty]
    public string? ReturnUrl { get; set; }

    public PersonView Person { get; private set; } = null!;

    public Particulars About { get; private set; } = Particulars.None;

    public IReadOnlyList<CommonRoom> Rooms { get; private set; } = [];

    public bool IsMe => Id == me.Id;

    public TimeZoneInfo? Zone => Zones.Find(About.TimeZone);

    /// <summary>What a clock shows where the person is.</summary>
    public string TimeIn(TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).ToString("t", CultureInfo.CurrentCulture);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public Task<IActionResult> OnPostRequestAsync(CancellationToken cancellationToken) =>
        ChangeAsync(befriending.AskAsync, limits.FriendRequests, cancellationToken);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken) =>
        ChangeAsync(befriending.WithdrawAsync, limits.Changes, cancellationToken);

    public Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellationToken) =>
        ChangeAsync(befriending.AcceptAsync, limits.Changes, cancellationToken);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken cancellationToken) =>
        ChangeAsync(befriending.DeclineAsync, limits.Changes, cancellationToken);

    public Task<IActionResult> OnPostUnfriendAsync(CancellationToken cancellationToken) =>
        ChangeAsync(befriending.UnfriendAsync, limits.Changes, cancellationToken);

    public Task<IActionResult> OnPostBlockAsync(CancellationToken cancellationToken) =>
        ChangeAsync(blocks.BlockAsync, limits.Changes, cancellationToken);

    public Task<IActionResult> OnPostUnblockAsync(CancellationToken cancellationToken) =>
        ChangeAsync(blocks.UnblockAsync, limits.Changes, cancellationToken);

    private async Task<IActionResult> ChangeAsync(
        Func<long, long, Task<TieOutcome>> change, PartitionedRateLimiter<long> limit, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken) || IsMe)
            return NotFound();
        if (limit.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        return await change(me.Id, Id) switch
        {
            TieOutcome.Done or TieOutcome.Unchanged => this.SeeOther(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : $"/people/{Id}"),
            TieOutcome.Nobody => NotFound(),
            var refusal => this.Invalid("", Explain(refusal)),
        };
    }

    private string Explain(TieOutcome refusal) => refusal switch
    {
        TieOutcome.TooManyRequests => text["{0} of your requests wait for an answer already. Withdraw some first.", Befriending.MaxSent],
        TieOutcome.TooManyFriends => text["You have {0} friends, and more there cannot be.", Befriending.MaxFriends],
        TieOutcome.TooManyBlocked => text["You block {0} people, and more there cannot be.", Blocks.MaxBlocked],
        TieOutcome.Gone => text["This request is no longer there."],
        _ => text["Not delivered."],
    };

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var person = db.Users.Where(p => p.Id == Id);
        if (await person.SeenBy(db, me.Id, clock.GetUtcNow()).SingleOrDefaultAsync(cancellationToken) is not { } view)
            return false;
        Person = view;
        if (view.IsClosed)
            return true;
        About = await person
            .Select(p => new Particulars(p.About, p.TimeZone, p.StatusUntil, p.HidesLastSeen ? null : p.LastSeenAt))
            .SingleAsync(cancellationToken);
        Rooms = await RoomsInCommonAsync(cancellationToken);
        return true;
    }

    private Task<List<CommonRoom>> RoomsInCommonAsync(CancellationToken cancellationToken) =>
        db.Memberships
            .Where(m => m.PersonId == Id && m.LeftAt == null && m.Room!.Kind == RoomKind.Named
                && db.Memberships.Any(mine => mine.RoomId == m.RoomId && mine.PersonId == me.Id && mine.LeftAt == null))
            .OrderBy(m => m.Room!.NameKey)
            .Take(IsMe ? 0 : MaxRooms)
            .Select(m => new CommonRoom(m.RoomId, m.Room!.Name))
            .ToListAsync(cancellationToken);
}

/// <summary>What somebody tells of themselves.</summary>
/// <param name="StatusUntil">When the status ends.</param>
/// <param name="LastSeenAt">Null if hidden, too.</param>
public sealed record Particulars(string? About, string? TimeZone, DateTimeOffset? StatusUntil, DateTimeOffset? LastSeenAt)
{
    public static Particulars None { get; } = new(null, null, null, null);
}

public sealed record CommonRoom(long Id, string Name);
