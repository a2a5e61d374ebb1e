using Chat.Core;
using Chat.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Admin;

/// <summary>Everybody with an account, the newest first.</summary>
public sealed class PeopleModel(ChatDb db) : PageModel
{
    /// <summary>People shown on a page.</summary>
    public const int PageSize = 100;

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    /// <summary>The page goes on with those who came before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<ListedPerson> People { get; private set; } = [];

    public long? NextBefore => People.Count == PageSize ? People[^1].Id : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var people = db.Users.AsQueryable();
        if (!string.IsNullOrWhiteSpace(Find))
        {
            var key = Names.Fold(Find.Trim().TrimStart('@'));
            people = people.Where(p => p.NormalizedUserName!.Contains(key) || p.NameKey.Contains(key));
        }

        if (Before is { } before)
            people = people.Where(p => p.Id < before);
        People = await people
            .OrderByDescending(p => p.Id)
            .Take(PageSize)
            .Select(p => new ListedPerson(
                p.Id, p.DisplayName, p.UserName!, p.CreatedAt, p.HidesLastSeen ? null : p.LastSeenAt, p.IsAdministrator, p.DeactivatedAt != null))
            .ToListAsync(cancellationToken);
    }
}

public sealed record ListedPerson(
    long Id, string DisplayName, string UserName, DateTimeOffset JoinedAt, DateTimeOffset? SeenAt, bool IsAdministrator, bool IsClosed);
