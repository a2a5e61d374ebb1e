using Chat.Core;
using Chat.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Admin;

/// <summary>What was done to others, on the server and in its rooms; the latest first.</summary>
public sealed class AuditModel(ChatDb db) : PageModel
{
    /// <summary>Entries shown on a page.</summary>
    public const int PageSize = 100;

    public static readonly IReadOnlyList<string> AllDeeds =
    [
        Deeds.Deactivated, Deeds.Reactivated, Deeds.AdministratorChanged, Deeds.PasswordReset, Deeds.SignedOut,
        Deeds.SignUpChanged, Deeds.LinkMade, Deeds.LinkRevoked,
        Deeds.RoleChanged, Deeds.Removed, Deeds.Banned, Deeds.Unbanned, Deeds.Silenced, Deeds.Unsilenced,
        Deeds.Renamed, Deeds.EntryChanged, Deeds.ReadOnlyChanged, Deeds.Archived, Deeds.Unarchived, Deeds.RoomDeleted,
        Deeds.MessageDeleted, Deeds.PreviewsHidden, Deeds.PreviewsChanged, Deeds.JobsRetried, Deeds.JobDiscarded,
    ];

    [BindProperty(SupportsGet = true)]
    public string? Deed { get; set; }

    /// <summary>The user name of somebody who did it, or to whom it was done.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    /// <summary>The page goes on before this entry.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<AuditedDeed> Entries { get; private set; } = [];

    public long? NextBefore => Entries.Count == PageSize ? Entries[^1].Id : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var entries = db.Audit.AsQueryable();
        if (!string.IsNullOrEmpty(Deed))
            entries = entries.Where(e => e.Deed == Deed);
        if (!string.IsNullOrWhiteSpace(Person))
        {
            var key = Names.Fold(Person.Trim().TrimStart('@'));
            entries = entries.Where(e => e.Actor!.NormalizedUserName == key || e.Person!.NormalizedUserName == key);
        }

        if (Before is { } before)
            entries = entries.Where(e => e.Id < before);
        Entries = await entries
            .OrderByDescending(e => e.Id)
            .Take(PageSize)
            .Select(e => new AuditedDeed(
                e.Id, e.At, e.Deed, e.ActorId, e.Actor!.DisplayName, e.PersonId, e.Person!.DisplayName, e.Room!.Name, e.Detail))
            .ToListAsync(cancellationToken);
    }
}

/// <param name="Room">Null for a deed outside of rooms, and once the room is gone.</param>
public sealed record AuditedDeed(
    long Id, DateTimeOffset At, string Deed, long ActorId, string Actor, long? PersonId, string? Person, string? Room, string? Detail);
