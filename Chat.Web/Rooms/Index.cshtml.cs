using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Rooms;

/// <summary>The rooms one may find, the invitations that wait, and the making of a new room.</summary>
public sealed class IndexModel(ChatDb db, RoomCreation creation, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    /// <summary>Rooms shown; the filter finds the others.</summary>
    private const int PageSize = 100;

    public const int MaxPassword = 100;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public bool Listed { get; set; } = true;

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    public IReadOnlyList<ListedRoom> Rooms { get; private set; } = [];

    public IReadOnlyList<WaitingInvitation> Invitations { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        var name = Names.Tidy(Name ?? "");
        if (text.Refusal(Names.Check(name)) is { } refusal)
            return await RefusedAsync(() => this.Invalid(nameof(Name), refusal), cancellationToken);
        if (Password?.Length > MaxPassword)
            return await RefusedAsync(
                () => this.Invalid(nameof(Password), text["A room's password has at most {0} characters.", MaxPassword]), cancellationToken);
        return await creation.CreateAsync(me.Id, name, Password, Listed) is { } id
            ? this.SeeOther($"/rooms/{id}")
            : await RefusedAsync(() => this.Invalid(nameof(Name), text["There is a room of this name already."]), cancellationToken);
    }

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return answer();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Rooms = await ListedAsync(cancellationToken);
        Invitations = await db.Invitations
            .Where(i => i.PersonId == me.Id)
            .OrderBy(i => i.CreatedAt)
            .Select(i => new WaitingInvitation(i.RoomId, i.Room!.Name, i.InvitedBy!.DisplayName))
            .ToListAsync(cancellationToken);
    }

    private async Task<List<ListedRoom>> ListedAsync(CancellationToken cancellationToken)
    {
        var rooms = db.Rooms
            .Where(r => r.DeletedAt == null && r.Listed && r.ArchivedAt == null)
            .Where(r => !db.Bans.Any(b => b.RoomId == r.Id && b.PersonId == me.Id));
        if (!string.IsNullOrWhiteSpace(Find))
        {
            var key = Names.Fold(Find);
            rooms = rooms.Where(r => r.NameKey!.Contains(key));
        }

        return await rooms
            .OrderByDescending(r => r.Members)
            .ThenBy(r => r.Id)
            .Take(PageSize)
            .Select(r => new ListedRoom(
                r.Id, r.Name, r.PasswordHash != null, r.Members,
                db.Memberships.Any(m => m.RoomId == r.Id && m.PersonId == me.Id && m.LeftAt == null)))
            .ToListAsync(cancellationToken);
    }
}

public sealed record ListedRoom(long Id, string Name, bool HasPassword, int Members, bool IsIn);

public sealed record WaitingInvitation(long Room, string Name, string InvitedBy);
