using System.Globalization;
using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chat.People;

/// <summary>The people one may find, by a part of their name or handle, or by their number.</summary>
public sealed class IndexModel(ChatDb db, Listing listing, Me me) : PageModel
{
    /// <summary>As long as a name may be.</summary>
    public const int MaxFind = Names.MaxLength;

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    /// <summary>The page goes on after this person.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    public PeoplePage Found { get; private set; } = PeoplePage.Empty;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var others = db.Users.Where(p =>
            p.Id != me.Id && p.DeactivatedAt == null && !db.Blocks.Any(b => b.PersonId == me.Id && b.BlockedId == p.Id));
        Found = await listing.ReadAsync(Filter(others, Names.Fold(Find)), After, cancellationToken);
    }

    private static IQueryable<Person> Filter(IQueryable<Person> people, string key)
    {
        if (key.Length == 0)
            return people;
        var number = NumberIn(key);
        if (key.StartsWith('#'))
            return people.Where(p => p.Id == number);
        if (key.StartsWith('@'))
            return people.Where(p => p.NormalizedUserName!.Contains(key.Substring(1)));
        return people.Where(p => p.NameKey.Contains(key) || p.NormalizedUserName!.Contains(key) || p.Id == number);
    }

    /// <summary>The id meant by "12" or "#12"; nobody's where there is none.</summary>
    private static long NumberIn(string key) =>
        long.TryParse(key.AsSpan().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
