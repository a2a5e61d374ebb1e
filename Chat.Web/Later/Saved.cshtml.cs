using System.Globalization;
using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Rooms;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Later;

/// <summary>The messages that I keep, the latest first; only those that I can still see.</summary>
public sealed class SavedModel(ChatDb db, Bookmarks bookmarks, Limits limits, Me me, IStringLocalizer<Text> text) : PageModel
{
    public const int PageSize = 30;

    /// <summary>The page goes on after this one: time, room and number of the last that was shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public long Room { get; set; }

    [BindProperty]
    public long Number { get; set; }

    [BindProperty]
    public bool On { get; set; }

    public IReadOnlyList<SavedView> Saved { get; private set; } = [];

    public string? Next => Saved.Count == PageSize ? Saved[^1].Place : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (limits.Changes.Refuses(me.Id) is { } wait)
            return await RefusedAsync(() => this.TooMany(wait), cancellationToken);
        return await bookmarks.SetAsync(me.Id, Room, Number, On) switch
        {
            KeepOutcome.Done => Request.WantsJson() ? StatusCode(StatusCodes.Status204NoContent) : this.SeeOther("/saved"),
            KeepOutcome.TooMany => await RefusedAsync(
                () => this.Invalid("", text["You may keep {0} messages.", Bookmarks.Max]), cancellationToken),
            _ => NotFound(),
        };
    }

    private async Task<IActionResult> RefusedAsync(Func<IActionResult> answer, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return answer();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var mine = db.Bookmarks.Where(b => b.PersonId == me.Id);
        if (Parse(After) is var (at, room, number))
            mine = mine.Where(b => b.At < at || (b.At == at && (b.RoomId < room || (b.RoomId == room && b.Number < number))));
        var rows = await mine
            .SelectMany(
                b => db.Memberships.Where(m => m.PersonId == me.Id && m.RoomId == b.RoomId && m.LeftAt == null),
                (b, m) => new { Bookmark = b, Membership = m })
            .OrderByDescending(each => each.Bookmark.At)
            .ThenByDescending(each => each.Bookmark.RoomId)
            .ThenByDescending(each => each.Bookmark.Number)
            .Take(PageSize)
            .Select(each => new
            {
                each.Bookmark.RoomId,
                each.Bookmark.Number,
                each.Bookmark.At,
                Message = db.Messages
                    .Where(m => m.RoomId == each.Bookmark.RoomId && m.Number == each.Bookmark.Number)
                    .Select(m => new MessageLine(m.AuthorId, m.Author!.DisplayName, m.Body.Substring(0, Excerpt.MaxTyped * 3), m.CreatedAt))
                    .Single(),
            })
            .ToListAsync(cancellationToken);
        var titles = await RoomTitles.OfAsync(db, me.Id, rows.Select(row => row.RoomId), text, cancellationToken);
        Saved = [.. rows.Select(row => new SavedView(row.RoomId, titles[row.RoomId], row.Number, row.At, row.Message))];
    }

    private static (DateTimeOffset At, long Room, long Number)? Parse(string? place) =>
        place?.Split('.') is [var time, var room, var number]
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && long.TryParse(room, NumberStyles.None, CultureInfo.InvariantCulture, out var roomId)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (DateTimeOffset.FromUnixTimeMilliseconds(at), roomId, id)
            : null;
}

/// <param name="Body">Its beginning; empty once deleted.</param>
public sealed record MessageLine(long Author, string AuthorName, string Body, DateTimeOffset CreatedAt);

public sealed record SavedView(long Room, string Title, long Number, DateTimeOffset At, MessageLine Message)
{
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}.{Room}.{Number}");
}
