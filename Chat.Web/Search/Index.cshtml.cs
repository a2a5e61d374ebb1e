using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chat.Search;

/// <summary>What was said in one's rooms, by its words.</summary>
public sealed class IndexModel(ChatDb db, Finder finder, Indexing indexing, Limits limits, TimeProvider clock, Me me) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The place where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>Where the browser is, for whoever has not told.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Zone { get; set; }

    public SearchQuery Query { get; private set; } = SearchQuery.Parse("", default);

    public Findings Found { get; private set; } = Findings.Nothing;

    public bool IsStillIndexing => !indexing.IsDone;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Q))
            return Answer();
        if (limits.Searches.Refuses(me.Id) is { } wait)
            return this.TooMany(wait);
        var zone = await ZoneAsync(cancellationToken);
        Query = SearchQuery.Parse(Q, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime));
        if (!Query.IsEmpty)
            Found = await finder.FindAsync(me.Id, Query, zone, Before, cancellationToken);
        return Answer();
    }

    /// <summary>The same search with one thing changed.</summary>
    public string Address(string query, long? before = null)
    {
        var parameters = new QueryBuilder { { "q", query } };
        if (!string.IsNullOrEmpty(Zone))
            parameters.Add("zone", Zone);
        if (before is { } row)
            parameters.Add("before", $"{row}");
        return $"/search{parameters.ToQueryString()}";
    }

    public string With(string filter) => Address($"{Q} {filter}".Trim());

    private IActionResult Answer() => Request.WantsFragment() ? Partial("/Search/_Results.cshtml", this) : Page();

    private async Task<TimeZoneInfo> ZoneAsync(CancellationToken cancellationToken)
    {
        var own = await db.Users.Where(p => p.Id == me.Id).Select(p => p.TimeZone).SingleAsync(cancellationToken);
        return Zones.Find(own) ?? Zones.Find(Zone) ?? TimeZoneInfo.Utc;
    }
}
