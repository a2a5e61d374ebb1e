using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Chat.Later;

/// <summary>What waits for its time: reminders, those that are due first, and scheduled messages. To scripts what is due alone.</summary>
public sealed class IndexModel(ChatDb db, Me me, IStringLocalizer<Text> text) : PageModel
{
    public IReadOnlyList<ReminderView> Reminders { get; private set; } = [];

    public IReadOnlyList<ScheduledView> Scheduled { get; private set; } = [];

    public IEnumerable<ReminderView> Due => Reminders.Where(reminder => reminder.IsDue);

    public IEnumerable<ReminderView> Waiting => Reminders.Where(reminder => !reminder.IsDue);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadRemindersAsync(cancellationToken);
        if (Request.WantsFragment())
            return Partial("/Later/_Due.cshtml", this);
        await LoadScheduledAsync(cancellationToken);
        return Page();
    }

    private async Task LoadRemindersAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Reminders
            .Where(r => r.PersonId == me.Id && db.Memberships.Any(m => m.PersonId == me.Id && m.RoomId == r.RoomId && m.LeftAt == null))
            .OrderBy(r => r.FiredAt == null)
            .ThenBy(r => r.DueAt)
            .Take(2 * Later.Reminders.Max)
            .Select(r => new
            {
                r.Id,
                r.RoomId,
                r.Number,
                r.DueAt,
                IsDue = r.FiredAt != null,
                Message = db.Messages
                    .Where(m => m.RoomId == r.RoomId && m.Number == r.Number)
                    .Select(m => new MessageLine(m.AuthorId, m.Author!.DisplayName, m.Body.Substring(0, Excerpt.MaxTyped * 3), m.CreatedAt))
                    .Single(),
            })
            .ToListAsync(cancellationToken);
        var titles = await RoomTitles.OfAsync(db, me.Id, rows.Select(row => row.RoomId), text, cancellationToken);
        Reminders = [.. rows.Select(row => new ReminderView(row.Id, row.RoomId, titles[row.RoomId], row.Number, row.DueAt, row.IsDue, row.Message))];
    }

    private async Task LoadScheduledAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Scheduled
            .Where(s => s.AuthorId == me.Id)
            .OrderBy(s => s.Failure == null)
            .ThenBy(s => s.DueAt)
            .Select(s => new { s.Id, s.RoomId, Body = s.Body.Substring(0, Excerpt.MaxTyped * 3), s.DueAt, s.Failure })
            .ToListAsync(cancellationToken);
        var titles = await RoomTitles.OfAsync(db, me.Id, rows.Select(row => row.RoomId), text, cancellationToken);
        Scheduled = [.. rows.Select(row => new ScheduledView(row.Id, row.RoomId, titles.GetValueOrDefault(row.RoomId), row.Body, row.DueAt, row.Failure))];
    }
}

public sealed record ReminderView(long Id, long Room, string Title, long Number, DateTimeOffset DueAt, bool IsDue, MessageLine Message);

/// <param name="Title">Null where the author is no longer in the room.</param>
public sealed record ScheduledView(long Id, long Room, string? Title, string Body, DateTimeOffset DueAt, string? Failure);
