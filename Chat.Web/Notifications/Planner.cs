using Chat.Accounts;
using Chat.Core;
using Chat.Data;
using Chat.Push;
using Chat.Shared;
using Microsoft.EntityFrameworkCore;

namespace Chat.Notifications;

/// <summary>Tells somebody of their own plans, on all of their devices.</summary>
internal sealed class Planner(Writer writer, Pushing pushing, TimeProvider clock)
{
    /// <summary>Whether the person hears of it now.</summary>
    public bool IsHeard(Person person, Occasion occasion)
    {
        var now = clock.GetUtcNow();
        return WhoHears.Of(occasion with
        {
            IsClosed = person.DeactivatedAt is not null,
            IsPaused = person.PausedUntil > now,
            IsQuietHour = QuietHours.Cover(person.QuietFrom, person.QuietUntil, Zones.Find(person.TimeZone) ?? TimeZoneInfo.Utc, now),
        }) is not Hearing.Nothing;
    }

    /// <summary>Their choice, or that of the device they subscribed with last; any will do for whoever has none.</summary>
    public static async Task<string> LanguageOfAsync(ChatDb db, Person person, CancellationToken cancellationToken) =>
        person.Language
        ?? await db.PushSubscriptions.Where(s => s.PersonId == person.Id).OrderByDescending(s => s.Id).Select(s => s.Language).FirstOrDefaultAsync(cancellationToken)
        ?? Cultures.All[0];

    public Task TellAsync(long person, string tag, Notification notification, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return writer.Run(scope =>
        {
            foreach (var device in scope.Db.PushSubscriptions.Where(s => s.PersonId == person).Select(s => s.Id).ToList())
                pushing.Ask(scope, device, tag, notification, Urgency.High, Pushing.MaxTtl);
        });
    }
}
